import type { ContainerLimits, Engine } from './engine.ts'

export interface NodeLimits extends ContainerLimits {
  /** Of all that a node writes. Only a clone has a disk of its own. */
  diskGib: number
}

/** What every way of making a cluster works with. */
export interface BootOptions {
  engine: Engine
  /** Name of this Kindlab on this machine: objects of another instance are never touched. */
  instance: string
  /** Where the sandboxes' networks are cut from, /24 each. */
  subnetRange: string
  nodeLimits: NodeLimits
}
