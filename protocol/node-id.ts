import * as z from 'zod/mini'

/** Which node of a sandbox is meant, in lessons, messages and scripts. A one-node sandbox has no `worker`. */
export const NODE_IDS = ['control-plane', 'worker'] as const
export const NodeId = z.enum(NODE_IDS)
export type NodeId = z.infer<typeof NodeId>
