/**
 * Name of the cluster that is baked, and so of the nodes in every clone: `demo-control-plane`, `demo-worker`, as the course's outputs have them.
 * Which sandbox a clone belongs to, its container's name says.
 */
export const BAKED_CLUSTER = 'demo'
