import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Engine } from '#server/providers/kind/engine.ts'
import { runInNode } from '#server/providers/kind/exec.ts'
import { listNodes } from '#server/providers/kind/kind-sandbox.ts'
import { instanceLabels, readLabels } from '#server/providers/kind/labels.ts'
import { removeSandbox } from '#server/providers/kind/removal.ts'
import {
  BAKE_INSTANCE,
  BAKE_NAME,
  BAKE_OWNER_LABEL,
  bakeCluster,
  bakeLabels,
  type BakeOptions,
} from './bake-cluster.ts'
import { bootClone } from './clone.ts'
import { BAKED_CLUSTER, GOLDEN_LABEL, goldenName, readGoldenScript } from './golden-image.ts'

/** Name of the image until it is verified. No server uses an image with this name. */
const UNVERIFIED_IMAGE = 'kindlab/golden:baking'
/** Subnet of the bake's network, which exists for minutes. Clones have the same addresses on their VXLAN. */
const BAKE_SUBNET = '10.200.0.0/24'
const UNPACK_TIMEOUT_MS = 600_000

/**
 * bakeGolden makes the golden state of a node image, and returns the image's name. kind makes ready clusters of one and of two nodes.
 * Their saved state is verified by booting a clone of each. Older golden states of the same node image are removed, unless clones of them exist.
 * @throws KindlabError with the reason; the bake then leaves no object behind
 */
export async function bakeGolden(options: BakeOptions): Promise<string> {
  const { engine, nodeImage, nowMs, owner } = options
  const base = await engine.inspectImage(nodeImage)
  await removeBakeObjects(engine, owner)
  try {
    await claimNetwork(options)
    await unpackImages(options, base.entrypoint)
    const labels = { [GOLDEN_LABEL.nodeImage]: nodeImage, [GOLDEN_LABEL.bakedAt]: String(nowMs) }
    const entrypoint = ['/golden/clone-entry', ...base.entrypoint]
    for (const nodeCount of [1, 2] as const) {
      const image = { name: UNVERIFIED_IMAGE, entrypoint: nodeCount === 2 ? entrypoint : base.entrypoint, labels }
      await bakeCluster({ ...options, from: UNVERIFIED_IMAGE, nodeCount, image })
    }
    for (const nodeCount of [1, 2] as const) {
      await verifyByClone(options, nodeCount)
    }
    const name = await goldenName(base)
    await engine.tagImage(UNVERIFIED_IMAGE, name)
    await removeOlder(engine, nodeImage, name)
    return name
  } finally {
    await removeBakeObjects(engine, owner)
    await engine.removeImage(UNVERIFIED_IMAGE)
  }
}

/** The network is created first and removed last, so it doubles as the lock of a bake. */
async function claimNetwork({ engine, owner }: BakeOptions): Promise<void> {
  const network = { name: BAKE_NAME, bridge: BAKE_NAME, subnet: BAKE_SUBNET, labels: bakeLabels(owner) }
  const result = await engine.createNetwork(network)
  if (result === 'created') return
  const detail = `another network of Docker has addresses of ${BAKE_SUBNET}`
  throw new KindlabError('sandbox.boot_failed', { detail })
}

/** Unpacks the container images once, for all clones, and stores the scripts of a clone beside them. */
async function unpackImages({ engine, nodeImage, owner, signal, onStep }: BakeOptions, entrypoint: readonly string[]) {
  onStep('unpacking the container images')
  const volumes = [{ target: '/unpack' }]
  const container = await engine.runContainer({ name: BAKE_NAME, image: nodeImage, labels: bakeLabels(owner), volumes })
  await runInNode(engine, container, {
    name: 'unpack.sh',
    argv: ['bash', '-s'],
    stdin: await readGoldenScript('unpack.sh'),
    timeoutMs: UNPACK_TIMEOUT_MS,
    signal,
  })
  for (const program of ['clone-entry', 'clone-gate'] as const) {
    await runInNode(engine, container, {
      name: program,
      argv: ['bash', '-c', `cat >/golden/${program} && chmod 755 /golden/${program}`],
      stdin: await readGoldenScript(program),
      timeoutMs: 30_000,
      signal,
    })
  }
  await engine.commitContainer(container, { name: UNVERIFIED_IMAGE, entrypoint, labels: {} })
  await engine.removeContainer(container)
}

/** Boots a clone like a learner's, and removes it. */
async function verifyByClone(options: BakeOptions, nodeCount: 1 | 2): Promise<void> {
  const { engine, signal, onStep } = options
  onStep(`starting a clone of ${nodeCount} to verify it`)
  const spec = { id: randomBytes(8).toString('hex'), nodeCount, labId: BAKE_NAME, generation: 1 }
  const boot = { ...options, instance: BAKE_INSTANCE, image: UNVERIFIED_IMAGE }
  try {
    await bootClone(boot, spec, { signal, onPhase: () => undefined })
  } finally {
    await removeSandbox({ engine, instance: BAKE_INSTANCE, sandboxId: spec.id })
  }
}

/** A golden state that running clones use stays until the next bake. */
async function removeOlder(engine: Engine, nodeImage: string, current: string): Promise<void> {
  for (const { id, names } of await engine.listImages({ [GOLDEN_LABEL.nodeImage]: nodeImage })) {
    if (!names.includes(current)) await engine.removeImage(id)
  }
}

/**
 * Removes the cluster, the verified clones, the helper container and, last, the network of a bake with this owner.
 * @throws KindlabError `sandbox.boot_failed` while a bake with another owner runs, or when a foreign kind cluster has the name
 */
async function removeBakeObjects(engine: Engine, owner: string): Promise<void> {
  const networks = await engine.listNetworks(instanceLabels(BAKE_INSTANCE))
  const network = networks.find(({ name }) => name === BAKE_NAME)
  const nodes = await listNodes(engine, BAKED_CLUSTER)
  if (network !== undefined && network.labels[BAKE_OWNER_LABEL] !== owner) {
    throw new KindlabError('sandbox.boot_failed', {
      detail: `another bake is running, for ${network.labels[BAKE_OWNER_LABEL]}`,
    })
  }
  if (network === undefined && nodes.length > 0) {
    const detail = `a kind cluster named ${BAKED_CLUSTER} is in the way; kind delete cluster --name ${BAKED_CLUSTER}`
    throw new KindlabError('sandbox.boot_failed', { detail })
  }
  const clones = networks.flatMap(({ labels }) => readLabels(labels) ?? [])
  await Promise.all(clones.map(({ id }) => removeSandbox({ engine, instance: BAKE_INSTANCE, sandboxId: id })))
  const helpers = await engine.listContainers(bakeLabels(owner))
  const containers = [...nodes.map(({ containerId }) => containerId), ...helpers.map(({ id }) => id)]
  await Promise.all(containers.map((id) => engine.removeContainer(id)))
  if (network !== undefined) await engine.removeNetwork(BAKE_NAME)
}
