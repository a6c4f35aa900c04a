/** Positions in the drawing. Pure and stable: a new Pod moves none of the Pods before it. */
import type { ClusterPod, ClusterService, ClusterView } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface ClusterLayout {
  services: { service: ClusterService; box: Box }[]
  machines: { id: NodeId | null; box: Box }[]
  pods: { pod: ClusterPod; box: Box }[]
}

export const POD = { width: 156, height: 60 }
const SERVICE = { width: 163, height: 50 }
const GAP = 10
const PADDING = 12
/** The name of the node, and the state of its units. */
const MACHINE_HEAD = 66
const COLUMNS = 2
const MACHINE_WIDTH = COLUMNS * POD.width + (COLUMNS - 1) * GAP + 2 * PADDING
const MACHINE_GAP = 20
/** Pods of these namespaces come last. */
const SYSTEM_NAMESPACES = new Set(['kube-system', 'local-path-storage'])

export function layoutCluster(view: ClusterView): ClusterLayout {
  const width = layoutWidth(view)
  const services = layoutServices(view.services, width)
  const top = services.length === 0 ? 0 : Math.max(...services.map(({ box }) => box.y + box.height)) + 34
  const layout: ClusterLayout = { services, machines: [], pods: [] }
  for (const [index, { id }] of view.nodes.entries()) {
    addMachine(layout, { id, x: index * (MACHINE_WIDTH + MACHINE_GAP), y: top, pods: podsOf(view, id) })
  }
  const waiting = podsOf(view, null)
  const bottom = Math.max(top, ...layout.machines.map(({ box }) => box.y + box.height)) + MACHINE_GAP
  if (waiting.length > 0) addMachine(layout, { id: null, x: 0, y: bottom, pods: waiting })
  return layout
}

export function layoutWidth({ nodes }: ClusterView): number {
  return nodes.length * (MACHINE_WIDTH + MACHINE_GAP) - MACHINE_GAP
}

export function isSystem({ namespace }: { namespace: string }): boolean {
  return SYSTEM_NAMESPACES.has(namespace)
}

function layoutServices(services: readonly ClusterService[], width: number): ClusterLayout['services'] {
  const perRow = Math.max(1, Math.floor((width + GAP) / (SERVICE.width + GAP)))
  return ownFirst(services).map((service, index) => ({
    service,
    box: { ...cell(index, perRow, SERVICE), ...SERVICE },
  }))
}

interface Machine {
  id: NodeId | null
  x: number
  y: number
  pods: readonly ClusterPod[]
}

function addMachine(layout: ClusterLayout, { id, x, y, pods }: Machine): void {
  const head = id === null ? MACHINE_HEAD / 2 : MACHINE_HEAD
  const rows = Math.max(1, Math.ceil(pods.length / COLUMNS))
  const height = head + rows * (POD.height + GAP) - GAP + PADDING
  layout.machines.push({ id, box: { x, y, width: MACHINE_WIDTH, height } })
  for (const [index, pod] of ownFirst(pods).entries()) {
    const place = cell(index, COLUMNS, POD)
    layout.pods.push({ pod, box: { x: x + PADDING + place.x, y: y + head + place.y, ...POD } })
  }
}

function podsOf({ pods }: ClusterView, id: NodeId | null): ClusterPod[] {
  return pods.filter(({ node }) => node === id)
}

function ownFirst<T extends { namespace: string; key: string }>(things: readonly T[]): T[] {
  return things.toSorted((a, b) => Number(isSystem(a)) - Number(isSystem(b)) || a.key.localeCompare(b.key))
}

function cell(index: number, perRow: number, { width, height }: { width: number; height: number }) {
  return { x: (index % perRow) * (width + GAP), y: Math.floor(index / perRow) * (height + GAP) }
}
