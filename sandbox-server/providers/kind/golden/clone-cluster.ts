import type { NodeId } from '#protocol/node-id.ts'
import type { NodeLimits } from '#server/providers/kind/boot.ts'
import type { Engine, Labels, NewContainer } from '#server/providers/kind/engine.ts'
import { KIND_LABEL, NODE_NAME_LABEL } from '#server/providers/kind/labels.ts'
import { sealNetwork } from '#server/providers/kind/sandbox-network.ts'
import { BAKED_CLUSTER } from './baked-cluster.ts'

export interface CloneCluster {
  /** Name of the kind cluster, and of the network, which is there already. */
  name: string
  /** Of the network: its second and third address are the nodes'. */
  subnet: string
  image: string
  nodeCount: 1 | 2
  labels: Labels
  nodeLimits: NodeLimits
}

/** The nodes' own network is carried by Docker's, in packets that are this much larger. */
export const CLONE_NETWORK_MTU = 1550
/** Whoever starts, asks or repairs waits for the API server; a busy worker must not hold it up. */
const CPU_SHARES = { 'control-plane': 4096, worker: 1024 }
const ROLES = ['control-plane', 'worker'] as const

/** Starts the nodes of a clone and seals their network. On failure every request to Docker has ended, and what was made is the caller's to remove. */
export async function startClone(engine: Engine, cluster: CloneCluster): Promise<void> {
  const roles = ROLES.slice(0, cluster.nodeCount)
  const started = await Promise.allSettled([
    sealNetwork(engine, cluster),
    ...roles.map((role) => engine.runContainer(cloneNode(cluster, role))),
  ])
  for (const outcome of started) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

/** A node that kind takes for its own: by its labels and its name. */
export function cloneNode({ name, subnet, image, nodeCount, ...rest }: CloneCluster, role: NodeId): NewContainer {
  const hostname = `${BAKED_CLUSTER}-${role}`
  const peer = nodeCount === 2 ? addressOf(subnet, role === 'worker' ? 'control-plane' : 'worker') : ''
  return {
    name: `${name}-${role}`,
    image,
    labels: { ...rest.labels, [KIND_LABEL.cluster]: name, [KIND_LABEL.role]: role, [NODE_NAME_LABEL]: hostname },
    node: {
      hostname,
      env: {
        KINDLAB_GOLDEN: `${nodeCount}/${role}`,
        KINDLAB_PEER: peer,
        KINDLAB_DISK: `${rest.nodeLimits.diskGib}G`,
      },
      network: name,
      address: addressOf(subnet, role),
      limits: rest.nodeLimits,
      cpuShares: CPU_SHARES[role],
    },
    volumes: [{ target: '/disk' }],
  }
}

function addressOf(subnet: string, role: NodeId): string {
  return subnet.replace(/\d+\/\d+$/, role === 'worker' ? '3' : '2')
}
