import { mountCgroupHierarchies } from './cgroup-hierarchies.ts'
import { ensureDiskSpace } from './disk-space.ts'
import { ensureDocker } from './docker-engine.ts'
import { raiseKernelLimits } from './kernel-limits.ts'
import { ensureGolden } from './golden-state.ts'
import { ensureKind } from './kind-cli.ts'
import type { Machine } from './machine.ts'
import { ensureNodeImage } from './node-image.ts'
import type { ServerParts } from './server-settings.ts'
import type { StepReporter } from './step-reporter.ts'

export interface PrepareOptions {
  /** An image to use instead of Kindlab's own. */
  nodeImage: string | undefined
}

/** What the chosen provider needs: nothing, for shells on this very machine. */
export async function prepareProvider(
  machine: Machine,
  reporter: StepReporter,
  options: PrepareOptions,
): Promise<ServerParts | undefined> {
  return machine.provider === 'local' ? undefined : prepareMachine(machine, reporter, options)
}

/** Everything that clusters need, in the order in which one thing needs the other. */
export async function prepareMachine(
  machine: Machine,
  reporter: StepReporter,
  options: PrepareOptions,
): Promise<ServerParts> {
  await reporter.step('Docker Engine', (progress) => ensureDocker(machine, progress))
  await reporter.step('Disk space', () => ensureDiskSpace(machine))
  await reporter.step('Kernel limits', () => raiseKernelLimits())
  await reporter.step('Cgroups', () => mountCgroupHierarchies(machine))
  const kindPath = await reporter.step('kind', (progress) => ensureKind(machine, progress))
  const nodeImage = await reporter.step('Node image', (progress) =>
    ensureNodeImage(machine, options.nodeImage, progress),
  )
  const parts = { kindPath, nodeImage }
  await reporter.step('Golden state', (progress) => ensureGolden(machine, parts, progress))
  return parts
}
