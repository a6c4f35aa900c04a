/** HostFacts are the resources of the machine that runs the sandboxes. A resource that cannot be measured is undefined and not limited. */
export interface HostFacts {
  processors: number
  memory: { totalBytes: number; availableBytes: number }
  /** The file system of Docker's volumes. */
  disk: { totalBytes: number; freeBytes: number } | undefined
  threads: { max: number; used: number } | undefined
  /** `fs.inotify.max_user_instances`. All clusters share it, because all their processes run as root. */
  inotifyInstances: number | undefined
  /** Number of subnets available for new sandboxes. */
  freeSubnets: number | undefined
}
