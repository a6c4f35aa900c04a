import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { BootOptions } from '#server/providers/kind/boot-with-kind.ts'
import { CANARY } from '#server/providers/kind/canary.ts'
import { clusterConfig } from '#server/providers/kind/cluster-config.ts'
import type { Labels, NewImage } from '#server/providers/kind/engine.ts'
import { runInNode } from '#server/providers/kind/exec.ts'
import { createCluster, type KindCli } from '#server/providers/kind/kind-cli.ts'
import { KindSandbox, listNodes, type KindNode } from '#server/providers/kind/kind-sandbox.ts'
import { instanceLabels } from '#server/providers/kind/labels.ts'
import { waitUntilReady } from '#server/providers/kind/readiness.ts'
import { shareKubeconfig } from '#server/providers/kind/share-kubeconfig.ts'
import { BAKED_CLUSTER, readGoldenScript } from './golden-image.ts'

/** Name of a bake's network, and of the container that its image is committed from. */
export const BAKE_NAME = 'kindlab-bake'
/** A separate instance: no server adopts these objects, and `./kindlab down --sandboxes` removes them. */
export const BAKE_INSTANCE = 'bake'
export const BAKE_OWNER_LABEL = 'kindlab.bake.owner'

export function bakeLabels(owner: string): Labels {
  return { ...instanceLabels(BAKE_INSTANCE), [BAKE_OWNER_LABEL]: owner }
}

const STEP_TIMEOUT_MS = 120_000

export interface BakeOptions extends Omit<BootOptions, 'instance'> {
  kind: KindCli
  nodeImage: string
  /** Identifies the process that bakes. A bake first removes the leftovers of an earlier one with the same owner. */
  owner: string
  signal: AbortSignal
  nowMs: number
  /** Called with a description of each step as it starts. */
  onStep: (text: string) => void
}

export interface ClusterBake extends BakeOptions {
  /** Image that kind makes the nodes from. */
  from: string
  nodeCount: 1 | 2
  image: NewImage
}

/** Makes a cluster with kind, settles it, and saves its state as `image`. */
export async function bakeCluster(bake: ClusterBake): Promise<void> {
  const { engine, nodeCount, onStep } = bake
  onStep(`kind makes a cluster of ${nodeCount}`)
  const nodes = await makeReadyCluster(bake)
  onStep(`the cluster of ${nodeCount} settles`)
  await settle(bake, nodes)
  await saveState(bake, nodes)
  await Promise.all(nodes.map(({ containerId }) => engine.removeContainer(containerId)))
}

async function makeReadyCluster({ engine, kind, from, nodeCount, signal, onStep }: ClusterBake): Promise<KindNode[]> {
  const { cgroupVersion } = await engine.host()
  const config = clusterConfig({ nodeCount, cgroupVersion })
  const cluster = { name: BAKED_CLUSTER, image: from, network: BAKE_NAME, config }
  await createCluster(kind, cluster, { signal, onLine: (line) => onStep(line.trim()) })
  const nodes = await listNodes(engine, BAKED_CLUSTER)
  const sandbox = new KindSandbox(BAKED_CLUSTER, nodes, engine)
  await Promise.all([shareKubeconfig(sandbox, signal), waitUntilReady(sandbox, signal)])
  return nodes
}

/** Runs the steps of settle.sh in order. A step ends on all its nodes before the next one starts. */
async function settle({ engine, signal }: ClusterBake, nodes: readonly KindNode[]): Promise<void> {
  const script = await readGoldenScript('settle.sh')
  const run = async (where: readonly KindNode[], ...step: string[]): Promise<void> => {
    const argv = ['bash', '-s', '--', ...step]
    const options = { name: `settle.sh ${step[0]}`, argv, stdin: script, timeoutMs: STEP_TIMEOUT_MS, signal }
    await Promise.all(where.map(({ containerId }) => runInNode(engine, containerId, options)))
  }
  const controlPlane = nodes.filter(({ id }) => id === 'control-plane')
  await run(controlPlane, 'quicken_dns')
  await run(nodes, 'stop_kubelet')
  await run(controlPlane, 'renew_pods')
  await run(nodes, 'save_rules')
  await run(controlPlane, 'close_cluster', CANARY)
  await run(nodes, 'close_node')
}

/** Packs the nodes' volumes in a helper container, and commits it as the image. */
async function saveState({ engine, owner, from, nodeCount, image, signal }: ClusterBake, nodes: readonly KindNode[]) {
  const volumes = await Promise.all(nodes.map(({ id, containerId }) => varVolume(id, containerId)))
  const container = await engine.runContainer({ name: BAKE_NAME, image: from, labels: bakeLabels(owner), volumes })
  await runInNode(engine, container, {
    name: 'keep.sh',
    argv: ['bash', '-s', '--', String(nodeCount), ...nodes.map(({ id }) => id)],
    stdin: await readGoldenScript('keep.sh'),
    timeoutMs: STEP_TIMEOUT_MS,
    signal,
  })
  await engine.commitContainer(container, image)
  await engine.removeContainer(container)

  async function varVolume(role: NodeId, containerId: string): Promise<{ target: string; volume: string }> {
    const [volume] = await engine.volumesOf(containerId)
    if (volume === undefined) throw new KindlabError('sandbox.gone', { detail: `${role} has no volume` })
    return { target: `/baked/${role}`, volume }
  }
}
