import { readBundleManifest } from '#scripts/bundle/bundle-manifest.ts'
import { loadBundleImages } from '#scripts/bundle/load-bundle.ts'
import { mountCgroupHierarchies } from './cgroup-hierarchies.ts'
import { ensureDiskSpace } from './disk-space.ts'
import { ensureDocker } from './install-docker.ts'
import { raiseKernelLimits } from './kernel-limits.ts'
import { ensureGolden } from './golden-state.ts'
import { ensureKind } from './install-kind.ts'
import type { Machine } from './machine.ts'
import { ensureNodeImage } from './node-image.ts'
import type { ServerParts } from './server-settings.ts'
import type { StepReporter } from './step-reporter.ts'

export interface PrepareOptions {
  /** An image to use instead of Kindlab's own. */
  nodeImage: string | undefined
}

/** Prepares the machine for the chosen provider. `local` needs nothing. */
export async function prepareProvider(
  machine: Machine,
  reporter: StepReporter,
  options: PrepareOptions,
): Promise<ServerParts | undefined> {
  const { provider } = machine
  switch (provider) {
    case 'local':
      return undefined
    case 'kind':
      return prepareMachine(machine, reporter, options)
    default:
      return provider satisfies never
  }
}

/** Prepares everything that clusters need, in the order of the dependencies. */
export async function prepareMachine(
  machine: Machine,
  reporter: StepReporter,
  options: PrepareOptions,
): Promise<ServerParts> {
  await reporter.step('Docker Engine', (progress) => ensureDocker(machine, progress))
  await reporter.step('Disk space', () => ensureDiskSpace(machine))
  await reporter.step('Kernel limits', () => raiseKernelLimits())
  await reporter.step('Cgroups', () => mountCgroupHierarchies(machine))
  const bundle = await readBundleManifest(machine.checkout)
  if (bundle !== undefined) {
    await reporter.step('Images', (progress) => loadBundleImages(machine, bundle, progress))
  }
  const kindPath = await reporter.step('kind', (progress) => ensureKind(machine, progress))
  const nodeImage = await reporter.step('Node image', (progress) =>
    ensureNodeImage(machine, options.nodeImage, progress),
  )
  const parts = { kindPath, nodeImage }
  await reporter.step('Golden state', (progress) => ensureGolden(machine, parts, progress))
  return parts
}
