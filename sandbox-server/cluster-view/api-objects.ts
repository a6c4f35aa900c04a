/** Schemas of the Kubernetes objects, limited to the fields that the cluster view shows. */
import * as z from 'zod'

const Metadata = z.object({ name: z.string(), namespace: z.string().default('') })

const Node = z.object({
  kind: z.literal('Node'),
  metadata: Metadata,
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]) }),
})

const State = z.object({
  running: z.unknown().optional(),
  waiting: z.object({ reason: z.string().optional() }).optional(),
  terminated: z.object({ reason: z.string().optional() }).optional(),
})

const ContainerStatus = z.object({ name: z.string(), state: State.default({}) })

const Pod = z.object({
  kind: z.literal('Pod'),
  metadata: Metadata.extend({ deletionTimestamp: z.string().optional() }),
  spec: z.object({
    nodeName: z.string().optional(),
    hostNetwork: z.boolean().default(false),
    containers: z.array(z.object({ name: z.string() })),
  }),
  status: z.object({
    phase: z.string().default('Unknown'),
    podIP: z.string().optional(),
    containerStatuses: z.array(ContainerStatus).default([]),
  }),
})

const Service = z.object({
  kind: z.literal('Service'),
  metadata: Metadata,
  spec: z.object({
    type: z.string().default('ClusterIP'),
    clusterIP: z.string().optional(),
    ports: z
      .array(
        z.object({
          port: z.number(),
          protocol: z.string().default('TCP'),
          targetPort: z.union([z.number(), z.string()]).optional(),
          nodePort: z.number().optional(),
        }),
      )
      .default([]),
  }),
})

const EndpointSlice = z.object({
  kind: z.literal('EndpointSlice'),
  metadata: Metadata.extend({ labels: z.record(z.string(), z.string()).default({}) }),
  endpoints: z
    .array(
      z.object({
        addresses: z.array(z.string()),
        conditions: z.object({ ready: z.boolean().default(true) }).default({ ready: true }),
        targetRef: z.object({ kind: z.string(), name: z.string(), namespace: z.string().default('') }).optional(),
      }),
    )
    .nullish()
    .transform((endpoints) => endpoints ?? []),
})

export const ApiList = z.object({ items: z.array(z.discriminatedUnion('kind', [Node, Pod, Service, EndpointSlice])) })

export type ApiNode = z.infer<typeof Node>
export type ApiPod = z.infer<typeof Pod>
export type ApiService = z.infer<typeof Service>
export type ApiEndpointSlice = z.infer<typeof EndpointSlice>
