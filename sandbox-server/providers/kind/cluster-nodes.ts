import type { NodeId } from '#protocol/node-id.ts'
import type { ContainerRef, Engine } from './engine.ts'
import type { KindNode } from './kind-sandbox.ts'
import { KIND_LABEL, NODE_NAME_LABEL } from './labels.ts'

/** The nodes of a kind cluster, control plane first. */
export async function listNodes(engine: Engine, cluster: string): Promise<KindNode[]> {
  const containers = await engine.listContainers({ [KIND_LABEL.cluster]: cluster })
  return containers.map(toNode).toSorted((left, right) => left.id.localeCompare(right.id))
}

function toNode({ id, name, labels }: ContainerRef): KindNode {
  const nodeId: NodeId = labels[KIND_LABEL.role] === 'control-plane' ? 'control-plane' : 'worker'
  return { id: nodeId, name: labels[NODE_NAME_LABEL] ?? name, containerId: id }
}
