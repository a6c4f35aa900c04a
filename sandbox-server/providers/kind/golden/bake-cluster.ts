import { KindlabError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/node-id.ts'
import { CANARY } from '#server/providers/kind/canary.ts'
import { clusterConfig } from '#server/providers/kind/cluster-config.ts'
import { listNodes } from '#server/providers/kind/cluster-nodes.ts'
import type { NewImage } from '#server/providers/kind/engine.ts'
import { createCluster } from '#server/providers/kind/kind-cli.ts'
import { KindSandbox, type KindNode } from '#server/providers/kind/kind-sandbox.ts'
import { waitUntilReady } from '#server/providers/kind/readiness.ts'
import { shareKubeconfig } from '#server/providers/kind/share-kubeconfig.ts'
import type { BakeOptions } from './bake.ts'
import { BAKE_NAME, bakeLabels } from './bake-leftovers.ts'
import { BAKED_CLUSTER } from './baked-cluster.ts'
import { runInNode } from './node-script.ts'
import { readRecipe } from './recipe.ts'

const STEP_TIMEOUT_MS = 120_000

export interface ClusterBake extends BakeOptions {
  /** Image that kind makes the nodes from. */
  from: string
  nodeCount: 1 | 2
  image: NewImage
}

/** Lets kind make a cluster, brings it to a rest, and keeps what clones start from in `image`. */
export async function bakeCluster(bake: ClusterBake): Promise<void> {
  const { engine, nodeCount, onStep } = bake
  onStep(`kind makes a cluster of ${nodeCount}`)
  const nodes = await makeReadyCluster(bake)
  onStep(`the cluster of ${nodeCount} comes to a rest`)
  await settle(bake, nodes)
  await keep(bake, nodes)
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

/** The steps of settle.sh, in its order: each on its nodes, before the next begins. */
async function settle({ engine, signal }: ClusterBake, nodes: readonly KindNode[]): Promise<void> {
  const script = await readRecipe('settle.sh')
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

async function keep({ engine, owner, from, nodeCount, image, signal }: ClusterBake, nodes: readonly KindNode[]) {
  const volumes = await Promise.all(nodes.map(({ id, containerId }) => varVolume(id, containerId)))
  const container = await engine.runContainer({ name: BAKE_NAME, image: from, labels: bakeLabels(owner), volumes })
  await runInNode(engine, container, {
    name: 'keep.sh',
    argv: ['bash', '-s', '--', String(nodeCount), ...nodes.map(({ id }) => id)],
    stdin: await readRecipe('keep.sh'),
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
