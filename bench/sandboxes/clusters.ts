import { randomBytes } from 'node:crypto'
import { programEnvironment, readProcessConfig } from '#server/config.ts'
import { bootWithKind } from '#server/providers/kind/boot-with-kind.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { bootClone } from '#server/providers/kind/golden/clone.ts'
import { findGolden } from '#server/providers/kind/golden/golden-image.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { objectName } from '#server/providers/kind/labels.ts'
import { removeSandbox } from '#server/providers/kind/removal.ts'
import type { CreateOptions, Sandbox, SandboxSpec } from '#server/providers/provider.ts'

export const NODE_COUNT = 2
const INSTANCE = `bench-${randomBytes(4).toString('hex')}`

type Boot = (spec: SandboxSpec, options: CreateOptions) => Promise<Sandbox>

/** Creates a cluster, runs `use` during and after its boot, and removes it. `name` is the name of its network. */
export type WithCluster = <T>(use: (name: string, booted: Promise<Sandbox>) => Promise<T>) => Promise<T>

/** Both ways to create a cluster. @throws Error if clones are not possible */
export async function openClusters(): Promise<{ withClone: WithCluster; withKind: WithCluster }> {
  const { dockerHost, kindPath, nodeImage } = readProcessConfig()
  const engine = new DockerEngine(dockerHost)
  const golden = await findGolden(engine, nodeImage, Date.now())
  if (golden.state === 'absent') throw new Error(`no clone can be made: ${golden.reason}`)
  const common = { ...KIND_DEFAULTS, engine, instance: INSTANCE }
  const kind = { binary: kindPath, environment: programEnvironment() }
  return {
    withClone: (use) =>
      withCluster(engine, (spec, options) => bootClone({ ...common, image: golden.image }, spec, options), use),
    withKind: (use) =>
      withCluster(engine, (spec, options) => bootWithKind({ ...common, kind, nodeImage }, spec, options), use),
  }
}

async function withCluster<T>(
  engine: DockerEngine,
  boot: Boot,
  use: (name: string, booted: Promise<Sandbox>) => Promise<T>,
): Promise<T> {
  const id = randomBytes(8).toString('hex')
  const spec = { id, nodeCount: NODE_COUNT, labId: 'bench', generation: 1 } as const
  try {
    const booted = boot(spec, { signal: new AbortController().signal, onPhase: () => undefined })
    // The caller awaits this later; until then a failure must not count as unhandled.
    booted.catch(() => undefined)
    return await use(objectName(id), booted)
  } finally {
    await removeSandbox({ engine, instance: INSTANCE, sandboxId: id })
  }
}
