/** Joins the answer of the API server with the readings of the nodes into one view. Pure. */
import {
  type ClusterNode,
  type ClusterPod,
  type ClusterService,
  type ClusterView,
  RUNTIME_PHASES,
} from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { SandboxNode } from '#server/providers/provider.ts'
import type { ApiEndpointSlice, ApiPod, ApiService } from './api-objects.ts'
import type { ApiAnswer, ApiReading } from './api-probe.ts'
import type { NodeReading, RuntimePod } from './node-probe.ts'

export interface Readings {
  nodes: readonly SandboxNode[]
  /** One reading per node that answered. */
  readings: readonly NodeReading[]
  api: ApiAnswer
}

const SERVICE_LABEL = 'kubernetes.io/service-name'

export function joinView({ nodes, readings, api }: Readings): ClusterView {
  const reading = api.ok ? api.reading : undefined
  return {
    apiProblem: api.ok ? null : api.problem,
    nodes: nodes.map((node) => joinNode(node, readings, reading)),
    pods: joinPods(nodes, readings, reading).toSorted((a, b) => a.key.localeCompare(b.key)),
    services: joinServices(reading),
    rules: null,
    path: null,
  }
}

function joinNode({ id, name }: SandboxNode, readings: readonly NodeReading[], api?: ApiReading): ClusterNode {
  const found = readings.find(({ node }) => node.id === id)
  const conditions = api?.nodes.find(({ metadata }) => metadata.name === name)?.status.conditions
  return {
    id,
    name,
    isAnswering: found !== undefined,
    kubelet: found?.kubelet ?? 'unknown',
    runtime: found?.runtime ?? 'unknown',
    cni: found?.cni ?? null,
    ready: conditions?.find(({ type }) => type === 'Ready')?.status ?? null,
  }
}

interface FoundPod {
  node: NodeId
  pod: RuntimePod
}

function joinPods(nodes: readonly SandboxNode[], readings: readonly NodeReading[], api?: ApiReading): ClusterPod[] {
  const onNodes = newestSandboxes(readings)
  const known = (api?.pods ?? []).map((pod) => {
    const node = nodes.find(({ name }) => name === pod.spec.nodeName)?.id ?? null
    return joinPod(pod, node, onNodes.get(keyOf(pod)))
  })
  const keys = new Set(known.map(({ key }) => key))
  const others = [...onNodes].filter(([key, { pod }]) => !keys.has(key) && pod.isReady)
  return [...known, ...others.map(([, found]) => toRuntimePod(found, api !== undefined))]
}

/** After a restart of a Pod the runtime still lists its old sandboxes. */
function newestSandboxes(readings: readonly NodeReading[]): Map<string, FoundPod> {
  const newest = new Map<string, FoundPod>()
  for (const { node, pods } of readings) {
    for (const pod of pods) {
      const before = newest.get(pod.key)
      if (before === undefined || pod.createdAt > before.pod.createdAt) newest.set(pod.key, { node: node.id, pod })
    }
  }
  return newest
}

function joinPod(pod: ApiPod, node: NodeId | null, found: FoundPod | undefined): ClusterPod {
  const { metadata, spec, status } = pod
  const onNode = found?.pod.isReady === true ? found.pod : undefined
  const statuses = new Map(status.containerStatuses.map(({ name, state }) => [name, state]))
  const runtime = isRunningByName(found?.pod)
  return {
    key: keyOf(pod),
    namespace: metadata.namespace,
    name: metadata.name,
    node,
    phase: metadata.deletionTimestamp === undefined ? status.phase : 'Terminating',
    ip: status.podIP ?? onNode?.ip ?? null,
    isOnHostNetwork: spec.hostNetwork,
    pause: onNode === undefined ? null : shortId(onNode.id),
    containers: spec.containers.map(({ name }) => {
      const reported = statuses.get(name)
      // The runtime takes precedence: kubelet's report to the API server can be minutes old.
      const isRunning = runtime.get(name) ?? reported?.running !== undefined
      if (isRunning) return { name, state: 'running', reason: null }
      if (reported?.terminated !== undefined) {
        return { name, state: 'ended', reason: reported.terminated.reason ?? null }
      }
      return { name, state: 'waiting', reason: reported?.waiting?.reason ?? null }
    }),
  }
}

/** After a restart of a container the runtime lists several of one name. */
function isRunningByName(pod: RuntimePod | undefined): Map<string, boolean> {
  const byName = new Map<string, boolean>()
  for (const { name, isRunning } of pod?.containers ?? []) byName.set(name, isRunning || byName.get(name) === true)
  return byName
}

/** A Pod that only the runtime lists: the API server does not answer, or it deleted the Pod and kubelet does not know yet. */
function toRuntimePod({ node, pod }: FoundPod, isApiAnswering: boolean): ClusterPod {
  const [namespace = '', name = ''] = pod.key.split('/')

  return {
    key: pod.key,
    namespace,
    name,
    node,
    phase: isApiAnswering ? RUNTIME_PHASES.deleted : RUNTIME_PHASES.apiSilent,
    ip: pod.ip,
    isOnHostNetwork: false,
    pause: shortId(pod.id),
    containers: [...isRunningByName(pod)].map(([container, isRunning]) => ({
      name: container,
      state: isRunning ? 'running' : 'ended',
      reason: null,
    })),
  }
}

function joinServices(api?: ApiReading): ClusterService[] {
  const slices = Map.groupBy(api?.slices ?? [], ({ metadata: { namespace, labels } }) => {
    return `${namespace}/${labels[SERVICE_LABEL] ?? ''}`
  })
  return (api?.services ?? []).map((service) => joinService(service, slices.get(keyOf(service)) ?? []))
}

/** @param slices the slices of this Service only */
function joinService(service: ApiService, slices: readonly ApiEndpointSlice[]): ClusterService {
  const { metadata, spec } = service
  return {
    key: keyOf(service),
    namespace: metadata.namespace,
    name: metadata.name,
    type: spec.type,
    clusterIp: spec.clusterIP === undefined || spec.clusterIP === 'None' ? null : spec.clusterIP,
    ports: spec.ports.map(({ port, protocol, targetPort, nodePort }) => {
      const from = nodePort === undefined ? String(port) : `${port} and ${nodePort} of each node`
      return `${from} → ${targetPort ?? port}/${protocol}`
    }),
    endpoints: slices.flatMap(({ endpoints }) =>
      endpoints.flatMap(({ addresses, conditions, targetRef }) =>
        addresses.map((ip) => ({
          ip,
          pod: targetRef?.kind === 'Pod' ? `${targetRef.namespace}/${targetRef.name}` : null,
          isReady: conditions.ready,
        })),
      ),
    ),
  }
}

function keyOf({ metadata }: { metadata: { namespace: string; name: string } }): string {
  return `${metadata.namespace}/${metadata.name}`
}

function shortId(id: string): string {
  return id.slice(0, 12)
}
