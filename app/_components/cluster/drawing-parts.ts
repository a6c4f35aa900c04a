/** Converts the layout to the nodes and edges of the drawing library. */
import type { Edge, Node } from '@xyflow/react'
import type { ClusterFocus, ClusterNode, ClusterPod, ClusterService, ClusterView } from '#protocol/cluster.ts'
import { type Box, layoutCluster } from './cluster-layout.ts'

export type DrawnNode =
  | Node<{ node: ClusterNode | undefined }, 'machine'>
  | Node<{ pod: ClusterPod; isChosen: boolean }, 'pod'>
  | Node<{ service: ClusterService; isChosen: boolean }, 'service'>

/** Edges are drawn above machines and lead to the Pods inside. */
const BELOW_EDGES = -1

export function drawnNodes(view: ClusterView, { service: chosen, pair }: ClusterFocus): DrawnNode[] {
  const { machines, pods, services } = layoutCluster(view)
  const behind = endpointsOf(view, chosen)
  return [
    ...machines.map(({ id, box }): DrawnNode => {
      const node = view.nodes.find((each) => each.id === id)
      return { id: `machine ${id ?? ''}`, type: 'machine', ...placed(box), zIndex: BELOW_EDGES, data: { node } }
    }),
    ...pods.map(({ pod, box }): DrawnNode => {
      const isChosen = behind.includes(pod.key) || pod.key === pair?.from || pod.key === pair?.to
      return { id: pod.key, type: 'pod', ...placed(box), data: { pod, isChosen } }
    }),
    ...services.map(({ service, box }): DrawnNode => {
      const isChosen = service.key === chosen
      return { id: serviceId(service.key), type: 'service', ...placed(box), data: { service, isChosen } }
    }),
  ]
}

/** Only the edges of the chosen objects: all edges at once are unreadable. */
export function drawnEdges(view: ClusterView, { service, pair }: ClusterFocus): Edge[] {
  const toPods = endpointsOf(view, service).map((pod) => ({
    id: `to ${pod}`,
    source: serviceId(service ?? ''),
    target: pod,
  }))
  if (pair === undefined) return toPods
  return [...toPods, { id: 'pair', source: pair.from, target: pair.to, animated: true }]
}

function endpointsOf({ services }: ClusterView, key: string | undefined): string[] {
  const endpoints = services.find((service) => service.key === key)?.endpoints ?? []
  return [...new Set(endpoints.flatMap(({ pod }) => pod ?? []))]
}

/** Distinct from the id of a Pod with the same name. */
export function serviceId(key: string): string {
  return `service ${key}`
}

function placed({ x, y, width, height }: Box) {
  return { position: { x, y }, width, height }
}
