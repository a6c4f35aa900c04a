import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { KindlabError } from '#protocol/errors.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { bakeGolden } from '#server/providers/kind/golden/bake.ts'
import { findGolden, goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { lockDataFolder } from '#server/store/data-folder-lock.ts'
import { resolveDockerHost } from './docker-host.ts'
import { formatDuration } from './format-duration.ts'
import { forgetRefusal, readRefusal, writeRefusal } from './golden-refusal.ts'
import { makeKindProvider } from './kind-provider.ts'
import type { Machine } from './machine.ts'
import type { ServerParts } from './server-settings.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Two clusters and two clones take two or three minutes; a slow disk several times that. */
const BAKE_DEADLINE_MS = 1_800_000
const CLUSTER_DEADLINE_MS = 600_000

/**
 * Makes sure of the golden state from which sandboxes are cloned, and with it that this machine can run clusters, before the first learner asks.
 * Where cloning does not work, clusters are made one by one: that this works is seen then.
 */
export async function ensureGolden(
  machine: Machine,
  parts: ServerParts,
  progress: Progress,
): Promise<Outcome<undefined>> {
  const lock = await lockBaking(machine, progress)
  try {
    return await findOrBake(machine, parts, progress)
  } finally {
    lock.close()
  }
}

async function findOrBake(machine: Machine, parts: ServerParts, progress: Progress): Promise<Outcome<undefined>> {
  const dockerHost = await resolveDockerHost(machine)
  const engine = new DockerEngine(dockerHost)
  const nowMs = Date.now()
  const golden = await findGolden(engine, parts.nodeImage, nowMs)
  if (golden.state === 'ready') return { value: undefined, text: `${golden.image} is here`, mark: 'unchanged' }
  const name = await goldenName(await engine.inspectImage(parts.nodeImage))
  const refusal = await readRefusal(machine, name, nowMs)
  if (refusal !== undefined) return { value: undefined, text: describeFallback(refusal.reason), mark: 'warned' }
  try {
    const image = await bakeGolden({
      engine,
      kind: { binary: parts.kindPath, environment: { ...machine.variables, DOCKER_HOST: dockerHost } },
      ...KIND_DEFAULTS,
      nodeImage: parts.nodeImage,
      owner: machine.cacheFolder,
      nowMs,
      signal: AbortSignal.timeout(BAKE_DEADLINE_MS),
      onStep: progress.line,
    })
    await forgetRefusal(machine)
    return { value: undefined, text: `${image} baked and proved: clusters are cloned from it`, mark: 'done' }
  } catch (error) {
    const reason = reasonOf(error)
    progress.note(`no golden state (${reason}); tries a cluster made by kind`)
    const bootMs = await proveKindCluster(machine, parts, progress)
    await writeRefusal(machine, { golden: name, reason, atMs: nowMs })
    const text = `${describeFallback(reason)}; that works, and takes ${formatDuration(bootMs)}`
    return { value: undefined, text, mark: 'warned' }
  }
}

/** One bake at a time: who comes second finds the first one's result. The lock is the system's, and goes with its holder. */
async function lockBaking(machine: Machine, progress: Progress): Promise<{ close(): void }> {
  return waitFor({
    name: 'another bake ended',
    deadlineMs: BAKE_DEADLINE_MS,
    pauseMs: 500,
    observe: async () => {
      try {
        return { isDone: true, value: lockDataFolder(join(machine.cacheFolder, 'golden')) }
      } catch {
        progress.line('waits for another bake')
        return { isDone: false, last: 'it goes on' }
      }
    },
  })
}

export type ClusterMaking = { way: 'cloned'; image: string } | { way: 'kind'; reason: string }

/** How clusters are made on this machine as it is now. */
export async function describeClusterMaking(machine: Machine, nodeImage: string): Promise<ClusterMaking> {
  const engine = new DockerEngine(await resolveDockerHost(machine))
  const golden = await findGolden(engine, nodeImage, Date.now())
  if (golden.state === 'ready') return { way: 'cloned', image: golden.image }
  const name = await goldenName(await engine.inspectImage(nodeImage))
  const refusal = await readRefusal(machine, name, Date.now())
  return { way: 'kind', reason: refusal?.reason ?? golden.reason }
}

export function describeFallback(reason: string): string {
  return `clusters are made one by one with kind, not cloned: ${reason}`
}

/** Makes one cluster, as a learner's, and removes it; the value is how long that took. */
async function proveKindCluster(machine: Machine, parts: ServerParts, progress: Progress): Promise<number> {
  const provider = await makeKindProvider(machine, parts, 'first-cluster')
  const id = randomBytes(8).toString('hex')
  const beganAtMs = performance.now()
  try {
    await provider.create(
      { id, nodeCount: 2, labId: 'first-cluster', generation: 1 },
      { signal: AbortSignal.timeout(CLUSTER_DEADLINE_MS), onPhase: progress.line },
    )
  } catch (error) {
    const lines = [reasonOf(error)]
    throw new SetupError('No cluster could be started on this machine', { remedy: './kindlab doctor', lines })
  }
  const bootMs = performance.now() - beganAtMs
  progress.line('removing it')
  await provider.destroy(id)
  return bootMs
}

function reasonOf(error: unknown): string {
  if (error instanceof KindlabError) return error.detail ?? error.message
  return error instanceof Error ? error.message : String(error)
}
