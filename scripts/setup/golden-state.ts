import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { bakeGolden } from '#server/providers/kind/golden/bake.ts'
import { findGolden, goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { lockDataFolder } from '#server/store/data-folder-lock.ts'
import { resolveDockerHost } from './resolve-docker-host.ts'
import { formatDuration } from './format-duration.ts'
import { forgetBakeFailure, readBakeFailure, writeBakeFailure } from './bake-failure.ts'
import { createCommandProvider } from './command-provider.ts'
import type { Machine } from './machine.ts'
import type { ServerParts } from './server-settings.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Two clusters and two clones take two or three minutes, and several times that on a slow disk. */
const BAKE_DEADLINE_MS = 1_800_000
const CLUSTER_DEADLINE_MS = 600_000

/**
 * Bakes the golden state if it is missing, which also proves that this machine can run clusters.
 * If that fails, proves that kind can create a cluster.
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
  if (golden.state === 'ready') return { value: undefined, text: `${golden.image} exists`, mark: 'unchanged' }
  const name = await goldenName(await engine.inspectImage(parts.nodeImage))
  const failure = await readBakeFailure(machine, name, nowMs)
  if (failure !== undefined) return { value: undefined, text: describeFallback(failure.reason), mark: 'warned' }
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
    await forgetBakeFailure(machine)
    return { value: undefined, text: `${image} baked and tested: clusters are cloned from it`, mark: 'done' }
  } catch (error) {
    const reason = reasonOf(error)
    progress.note(`no golden state (${reason}); tries to create a cluster with kind`)
    const bootMs = await proveKindCluster(machine, parts, progress)
    await writeBakeFailure(machine, { golden: name, reason, atMs: nowMs })
    const text = `${describeFallback(reason)}; a cluster takes ${formatDuration(bootMs)}`
    return { value: undefined, text, mark: 'warned' }
  }
}

/** One bake at a time: a second process waits and finds the result of the first. The kernel releases the lock when its holder ends. */
async function lockBaking(machine: Machine, progress: Progress): Promise<{ close(): void }> {
  return waitFor({
    name: 'the end of another bake',
    deadlineMs: BAKE_DEADLINE_MS,
    pauseMs: 500,
    observe: async () => {
      try {
        return { isDone: true, value: lockDataFolder(join(machine.cacheFolder, 'golden')) }
      } catch {
        progress.line('waits for another process that bakes')
        return { isDone: false, last: 'still running' }
      }
    },
  })
}

export type ClusterMaking = { way: 'cloned'; image: string } | { way: 'kind'; reason: string }

/** How this machine creates clusters now. */
export async function describeClusterMaking(machine: Machine, nodeImage: string): Promise<ClusterMaking> {
  const engine = new DockerEngine(await resolveDockerHost(machine))
  const golden = await findGolden(engine, nodeImage, Date.now())
  if (golden.state === 'ready') return { way: 'cloned', image: golden.image }
  const name = await goldenName(await engine.inspectImage(nodeImage))
  const failure = await readBakeFailure(machine, name, Date.now())
  return { way: 'kind', reason: failure?.reason ?? golden.reason }
}

export function describeFallback(reason: string): string {
  return `kind creates each cluster, which is slower than cloning: ${reason}`
}

/** Creates a cluster of two nodes and removes it. Returns the time to create it. */
async function proveKindCluster(machine: Machine, parts: ServerParts, progress: Progress): Promise<number> {
  const provider = await createCommandProvider(machine, parts, 'first-cluster')
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
  progress.line('removes the cluster')
  await provider.destroy(id)
  return bootMs
}

function reasonOf(error: unknown): string {
  if (error instanceof KindlabError) return error.detail ?? error.message
  return error instanceof Error ? error.message : String(error)
}
