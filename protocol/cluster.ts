/**
 * What the cluster view shows of one sandbox: what its API server says, laid over what systemd, the runtimes and the kernel of its nodes say.
 * Names of Pods and Services are `<namespace>/<name>`.
 */
import * as z from 'zod/mini'
import { NodeId } from './node-id.ts'

const Name = z.string().check(z.maxLength(512))

/** What the page looks at in particular. Names that there are not are no error: there may be such a thing later. */
export const ClusterFocus = z.object({
  /** Of this Service, the rules that carry it. */
  service: z.optional(Name),
  /** Between these two Pods, the way a packet takes. */
  pair: z.optional(z.object({ from: Name, to: Name })),
})
export type ClusterFocus = z.infer<typeof ClusterFocus>

export const ClusterNode = z.object({
  id: NodeId,
  name: z.string(),
  /** False: it did not answer in time, and nothing below is known. */
  isAnswering: z.boolean(),
  /** `ActiveState` of systemd: `active`, `inactive`, `failed` ... */
  kubelet: z.string(),
  runtime: z.string(),
  /** Name of the network in `/etc/cni/net.d`; null: there is none. */
  cni: z.nullable(z.string()),
  /** What the API server believes: status of the condition Ready; null while it does not answer. */
  ready: z.nullable(z.string()),
})
export type ClusterNode = z.infer<typeof ClusterNode>

export const ClusterContainer = z.object({
  name: z.string(),
  /** `running`, `waiting` or `ended`. */
  state: z.enum(['running', 'waiting', 'ended']),
  /** Why it is not running, as Kubernetes calls it. */
  reason: z.nullable(z.string()),
})
export type ClusterContainer = z.infer<typeof ClusterContainer>

export const ClusterPod = z.object({
  key: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Null: no node was chosen for it yet. */
  node: z.nullable(NodeId),
  /** What the API server says; `Unknown to the API` for what only a runtime knows. */
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
  /** As people write them: `80 → 8080/TCP`. */
  ports: z.array(z.string()),
  endpoints: z.array(z.object({ ip: z.string(), pod: z.nullable(z.string()), isReady: z.boolean() })),
})
export type ClusterService = z.infer<typeof ClusterService>

/** The rules that carry a Service on one node, chain by chain, in the order in which a packet meets them. */
export const ServiceRules = z.object({
  service: z.string(),
  node: NodeId,
  chains: z.array(z.object({ name: z.string(), rules: z.array(z.string()) })),
})
export type ServiceRules = z.infer<typeof ServiceRules>

/** The way from one Pod to another, as the routing tables of the nodes say it now. */
export const PodPath = z.object({
  from: z.string(),
  to: z.string(),
  hops: z.array(z.object({ place: z.string(), detail: z.string() })),
})
export type PodPath = z.infer<typeof PodPath>

export const ClusterView = z.object({
  /** Why the API server's word is missing; null when it answers. */
  apiProblem: z.nullable(z.string()),
  nodes: z.array(ClusterNode),
  pods: z.array(ClusterPod),
  /** Only the API server knows Services: empty while it does not answer. */
  services: z.array(ClusterService),
  rules: z.nullable(ServiceRules),
  path: z.nullable(PodPath),
})
export type ClusterView = z.infer<typeof ClusterView>
