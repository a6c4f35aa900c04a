/** What the machine under the sandboxes has. A part that cannot be measured is undefined, and then limits nothing. */
export interface HostFacts {
  processors: number
  memory: { totalBytes: number; availableBytes: number }
  /** Of the file system with Docker's volumes. */
  disk: { totalBytes: number; freeBytes: number } | undefined
  threads: { max: number; used: number } | undefined
  /** `fs.inotify.max_user_instances`: one number for all clusters, whose processes are all root's. */
  inotifyInstances: number | undefined
  /** Subnets that are left for further sandboxes. */
  freeSubnets: number | undefined
}
