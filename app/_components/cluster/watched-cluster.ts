import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { Store } from '../store/store.ts'

/** Subscribes to the cluster on the server, and holds its latest view. Null until the first view arrives. */
export class WatchedCluster extends Store<ClusterView | null> {
  readonly #send: (focus: ClusterFocus | null) => void
  #focus: ClusterFocus | null = null

  constructor(send: (focus: ClusterFocus | null) => void) {
    super(null)
    this.#send = send
  }

  /** Null unsubscribes. */
  watch(focus: ClusterFocus | null): void {
    this.#focus = focus
    this.#send(focus)
  }

  /** A new connection has no subscription: sends it again. */
  connected(): void {
    if (this.#focus !== null) this.#send(this.#focus)
  }

  received(view: ClusterView): void {
    this.set(view)
  }

  /** The cluster was deleted or replaced. */
  clear(): void {
    this.set(null)
  }
}
