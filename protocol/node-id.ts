import * as z from 'zod/mini'

/** Names a node of a sandbox in lessons, messages and scripts. A sandbox with one node has no `worker`. */
export const NODE_IDS = ['control-plane', 'worker'] as const
export const NodeId = z.enum(NODE_IDS)
export type NodeId = z.infer<typeof NodeId>
