import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/errors.ts'
import { formatDuration } from './format-duration.ts'
import { makeKindProvider } from './kind-provider.ts'
import type { Machine } from './machine.ts'
import type { ServerParts } from './server-settings.ts'
import { SetupError } from './setup-error.ts'
import { Stamp } from './stamp.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** A boot takes half a minute; a slow disk several times that. */
const DEADLINE_MS = 600_000

/**
 * Makes one cluster, as a learner's, and removes it: whether this machine can run clusters is known before the first learner asks.
 * Done once for each node image.
 */
export async function proveFirstCluster(
  machine: Machine,
  parts: ServerParts,
  progress: Progress,
): Promise<Outcome<undefined>> {
  const image = await machine.run(['docker', 'image', 'inspect', '--format', '{{.Id}}', parts.nodeImage])
  const inputs = `${image.stdout.trim()} ${parts.kindPath}`
  const stamp = new Stamp({ cacheFolder: machine.cacheFolder, checkout: machine.checkout, name: 'first-cluster' })
  if (await stamp.matches(inputs)) {
    return { value: undefined, text: 'this node image has been proven here', mark: 'unchanged' }
  }

  await stamp.clear()
  const provider = await makeKindProvider(machine, parts, 'first-cluster')
  const id = randomBytes(8).toString('hex')
  const beganAtMs = performance.now()
  try {
    await provider.create(
      { id, nodeCount: 2, labId: 'first-cluster', generation: 1 },
      { signal: AbortSignal.timeout(DEADLINE_MS), onPhase: progress.line },
    )
  } catch (error) {
    const detail = error instanceof KindlabError ? error.detail : undefined
    throw new SetupError('No cluster could be started on this machine', {
      remedy: './kindlab doctor',
      lines: [detail ?? String(error)],
    })
  }
  const bootMs = performance.now() - beganAtMs
  progress.line('removing it')
  await provider.destroy(id)
  await stamp.write(inputs)
  const text = `two nodes Ready and DNS answering after ${formatDuration(bootMs)}, removed again`
  return { value: undefined, text, mark: 'done' }
}
