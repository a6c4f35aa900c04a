import { join } from 'node:path'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { goldenName } from '#server/providers/kind/golden/golden-image.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { hashImageInputs, NODE_IMAGE, readInputsLabel } from '#scripts/setup/node-image.ts'
import { resolveDockerHost } from '#scripts/setup/resolve-docker-host.ts'
import type { Outcome, Progress } from '#scripts/setup/step-reporter.ts'
import type { BundleManifest } from './bundle-manifest.ts'
import { loadImages } from './image-layout.ts'

/** Loads node image and golden state of the unpacked bundle into the engine, unless it has them. */
export async function loadBundleImages(
  machine: Machine,
  { goldenImage }: BundleManifest,
  progress: Progress,
): Promise<Outcome<void>> {
  const engine = new DockerEngine(await resolveDockerHost(machine))
  if ((await readInputsLabel(machine, NODE_IMAGE)) === (await hashImageInputs(machine))) {
    return { value: undefined, text: `${NODE_IMAGE} exists`, mark: 'unchanged' }
  }
  progress.line('docker load')
  await loadImages(machine, join(machine.checkout, 'images/cluster'), progress.line)
  // The id of an image, and so the name of its golden state, depends on the image store of the engine.
  const name = await goldenName(await engine.inspectImage(NODE_IMAGE))
  if (name !== goldenImage) await engine.tagImage(goldenImage, name)
  return { value: undefined, text: `loaded ${NODE_IMAGE} and its golden state`, mark: 'done' }
}
