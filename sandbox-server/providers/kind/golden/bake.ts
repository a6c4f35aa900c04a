import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/errors.ts'
import type { BootOptions } from '#server/providers/kind/boot.ts'
import type { Engine } from '#server/providers/kind/engine.ts'
import type { KindCli } from '#server/providers/kind/kind-cli.ts'
import { removeSandbox } from '#server/providers/kind/removal.ts'
import { bakeCluster } from './bake-cluster.ts'
import { BAKE_INSTANCE, BAKE_NAME, bakeLabels, removeBake } from './bake-leftovers.ts'
import { bootClone } from './boot-clone.ts'
import { GOLDEN_LABEL, goldenName } from './golden-image.ts'
import { runInNode } from './node-script.ts'
import { readRecipe } from './recipe.ts'

export interface BakeOptions extends Omit<BootOptions, 'instance'> {
  kind: KindCli
  nodeImage: string
  /** Who bakes: what an earlier bake of the same owner has left behind is removed. */
  owner: string
  signal: AbortSignal
  nowMs: number
  /** What is going on now. */
  onStep: (text: string) => void
}

/** What is half baked has this name, and nobody looks for it. */
const UNPROVED = 'kindlab/golden:baking'
/** On a network that nobody else has, for the minutes that it takes; clones carry these addresses on their own. */
const BAKE_SUBNET = '10.200.0.0/24'
const UNPACK_TIMEOUT_MS = 600_000

/**
 * Makes the golden state of a node image: ready clusters of one and of two nodes, made by the real kind, brought to a rest, and proved by a clone of
 * each. The value is the image's name. Older ones of the same node image go, unless clones of them run.
 * @throws KindlabError with what went wrong; nothing is left then
 */
export async function bakeGolden(options: BakeOptions): Promise<string> {
  const { engine, nodeImage, nowMs, owner } = options
  const base = await engine.inspectImage(nodeImage)
  await removeBake(engine, owner)
  try {
    await claimNetwork(options)
    await unpackImages(options, base.entrypoint)
    const labels = { [GOLDEN_LABEL.nodeImage]: nodeImage, [GOLDEN_LABEL.bakedAt]: String(nowMs) }
    const entrypoint = ['/golden/clone-entry', ...base.entrypoint]
    for (const nodeCount of [1, 2] as const) {
      const image = { name: UNPROVED, entrypoint: nodeCount === 2 ? entrypoint : base.entrypoint, labels }
      // oxlint-disable-next-line no-await-in-loop -- both clusters have the same name
      await bakeCluster({ ...options, from: UNPROVED, nodeCount, image })
    }
    for (const nodeCount of [1, 2] as const) {
      // oxlint-disable-next-line no-await-in-loop -- side by side they would only wait for each other
      await prove(options, nodeCount)
    }
    const name = await goldenName(base)
    await engine.tagImage(UNPROVED, name)
    await removeOlder(engine, nodeImage, name)
    return name
  } finally {
    await removeBake(engine, owner)
    await engine.removeImage(UNPROVED)
  }
}

/** Made first and removed last: whoever finds it knows that somebody bakes. */
async function claimNetwork({ engine, owner }: BakeOptions): Promise<void> {
  const network = { name: BAKE_NAME, bridge: BAKE_NAME, subnet: BAKE_SUBNET, labels: bakeLabels(owner) }
  const made = await engine.createNetwork(network)
  if (made === 'created') return
  const detail = `another network of Docker has addresses of ${BAKE_SUBNET}`
  throw new KindlabError('sandbox.boot_failed', { detail })
}

/** Container images are unpacked once, for all clones; what else a clone needs is laid beside them. */
async function unpackImages({ engine, nodeImage, owner, signal, onStep }: BakeOptions, entrypoint: readonly string[]) {
  onStep('unpacking the container images')
  const volumes = [{ target: '/unpack' }]
  const container = await engine.runContainer({ name: BAKE_NAME, image: nodeImage, labels: bakeLabels(owner), volumes })
  await runInNode(engine, container, {
    name: 'unpack.sh',
    argv: ['bash', '-s'],
    stdin: await readRecipe('unpack.sh'),
    timeoutMs: UNPACK_TIMEOUT_MS,
    signal,
  })
  for (const program of ['clone-entry', 'clone-gate'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- two small files
    await runInNode(engine, container, {
      name: program,
      argv: ['bash', '-c', `cat >/golden/${program} && chmod 755 /golden/${program}`],
      // oxlint-disable-next-line no-await-in-loop
      stdin: await readRecipe(program),
      timeoutMs: 30_000,
      signal,
    })
  }
  await engine.commitContainer(container, { name: UNPROVED, entrypoint, labels: {} })
  await engine.removeContainer(container)
}

/** A clone must get as ready as a learner's. */
async function prove(options: BakeOptions, nodeCount: 1 | 2): Promise<void> {
  const { engine, signal, onStep } = options
  onStep(`starting a clone of ${nodeCount} to prove it`)
  const spec = { id: randomBytes(8).toString('hex'), nodeCount, labId: BAKE_NAME, generation: 1 }
  const boot = { ...options, instance: BAKE_INSTANCE, image: UNPROVED }
  try {
    await bootClone(boot, spec, { signal, onPhase: () => undefined })
  } finally {
    await removeSandbox({ engine, instance: BAKE_INSTANCE, sandboxId: spec.id })
  }
}

/** One that clones still run from stays until the next bake. */
async function removeOlder(engine: Engine, nodeImage: string, current: string): Promise<void> {
  for (const { id, names } of await engine.listImages({ [GOLDEN_LABEL.nodeImage]: nodeImage })) {
    // oxlint-disable-next-line no-await-in-loop -- few, and seldom
    if (!names.includes(current)) await engine.removeImage(id)
  }
}
