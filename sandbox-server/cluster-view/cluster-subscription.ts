import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { ClusterViews } from './cluster-views.ts'

export interface ClusterSubscriptionOptions {
  views: ClusterViews
  /** The lab's current sandbox; undefined: it has none. */
  sandbox: () => Sandbox | undefined
  onView: (view: ClusterView) => void
}

/** One page's subscription to the cluster of its lab. It moves along when the lab gets another sandbox. */
export class ClusterSubscription {
  readonly #options: ClusterSubscriptionOptions
  #focus: ClusterFocus | null = null
  #watched: Sandbox | undefined
  #unsubscribe: (() => void) | undefined

  constructor(options: ClusterSubscriptionOptions) {
    this.#options = options
  }

  /** Starts the subscription, or changes its focus. Null ends it. */
  setFocus(focus: ClusterFocus | null): void {
    this.#focus = focus
    this.#subscribe()
  }

  /** To be called when the lab may have lost its sandbox or got another one. */
  labChanged(): void {
    if (this.#focus !== null && this.#options.sandbox() !== this.#watched) this.#subscribe()
  }

  close(): void {
    this.setFocus(null)
  }

  #subscribe(): void {
    const { views, sandbox, onView } = this.#options
    const unsubscribe = this.#unsubscribe
    this.#watched = this.#focus === null ? undefined : sandbox()
    // Subscribes before it unsubscribes: a watch that loses its last viewer would stop and start again.
    this.#unsubscribe =
      this.#focus === null || this.#watched === undefined
        ? undefined
        : views.subscribe(this.#watched, { focus: this.#focus, onView })
    unsubscribe?.()
  }
}
