/**
 * The cluster view of one sandbox: the objects of its API server, merged with the state of systemd, the runtimes and the kernel of its nodes.
 * Names of Pods and Services are `<namespace>/<name>`.
 */
import * as z from 'zod/mini'
import { NodeId } from './node-id.ts'

const Name = z.string().check(z.maxLength(512))

/** The objects whose details the page shows. An unknown name is no error: the object may exist later. */
export const ClusterFocus = z.object({
  /** The page shows the packet filter rules of this Service. */
  service: z.optional(Name),
  /** The page shows the path of a packet between these two Pods. */
  pair: z.optional(z.object({ from: Name, to: Name })),
})
export type ClusterFocus = z.infer<typeof ClusterFocus>

export const ClusterNode = z.object({
  id: NodeId,
  name: z.string(),
  /** False: the node did not answer in time, and the fields below have no meaning. */
  isAnswering: z.boolean(),
  /** `ActiveState` of systemd: `active`, `inactive`, `failed` ... */
  kubelet: z.string(),
  runtime: z.string(),
  /** Name of the network in `/etc/cni/net.d`; null: there is none. */
  cni: z.nullable(z.string()),
  /** Status of the condition Ready, from the API server; null while the API server does not answer. */
  ready: z.nullable(z.string()),
})
export type ClusterNode = z.infer<typeof ClusterNode>

export const ClusterContainer = z.object({
  name: z.string(),
  /** `running`, `waiting` or `ended`. */
  state: z.enum(['running', 'waiting', 'ended']),
  /** The reason of Kubernetes for a container that does not run. */
  reason: z.nullable(z.string()),
})
export type ClusterContainer = z.infer<typeof ClusterContainer>

/** Phases of a Pod that only a runtime lists: the API server does not answer, or it has deleted the Pod and kubelet does not know yet. */
export const RUNTIME_PHASES = { apiSilent: 'On the node', deleted: 'Not in the API' } as const

export const ClusterPod = z.object({
  key: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Null: the scheduler has not assigned a node yet. */
  node: z.nullable(NodeId),
  /** The phase from the API server, or one of `RUNTIME_PHASES`. */
  phase: z.string(),
  ip: z.nullable(z.string()),
  isOnHostNetwork: z.boolean(),
  /** Short id of the sandbox's pause container on its node; null: there is none. */
  pause: z.nullable(z.string()),
  containers: z.array(ClusterContainer),
})
export type ClusterPod = z.infer<typeof ClusterPod>

export const ClusterService = z.object({
  key: z.string(),
  namespace: z.string(),
  name: z.string(),
  type: z.string(),
  clusterIp: z.nullable(z.string()),
  /** For people: `80 → 8080/TCP`. */
  ports: z.array(z.string()),
  endpoints: z.array(z.object({ ip: z.string(), pod: z.nullable(z.string()), isReady: z.boolean() })),
})
export type ClusterService = z.infer<typeof ClusterService>

/** The packet filter rules of a Service on one node, by chain, in the order in which a packet passes them. */
export const ServiceRules = z.object({
  service: z.string(),
  node: NodeId,
  chains: z.array(z.object({ name: z.string(), rules: z.array(z.string()) })),
})
export type ServiceRules = z.infer<typeof ServiceRules>

/** The path from one Pod to another, by the present routing tables of the nodes. */
export const PodPath = z.object({
  from: z.string(),
  to: z.string(),
  hops: z.array(z.object({ place: z.string(), detail: z.string() })),
})
export type PodPath = z.infer<typeof PodPath>

export const ClusterView = z.object({
  /** Why the API server does not answer; null when it does. */
  apiProblem: z.nullable(z.string()),
  nodes: z.array(ClusterNode),
  pods: z.array(ClusterPod),
  /** From the API server only: empty while it does not answer. */
  services: z.array(ClusterService),
  rules: z.nullable(ServiceRules),
  path: z.nullable(PodPath),
})
export type ClusterView = z.infer<typeof ClusterView>
