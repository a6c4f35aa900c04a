import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'

/** The page's look at its cluster: asks the server for it while it is wanted, and keeps what came last. A store for `useSyncExternalStore`. */
export class ClusterLook {
  readonly #send: (focus: ClusterFocus | null) => void
  readonly #listeners = new Set<() => void>()
  #focus: ClusterFocus | null = null
  #view: ClusterView | null = null

  constructor(send: (focus: ClusterFocus | null) => void) {
    this.#send = send
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Null until the server has looked. */
  readonly getSnapshot = (): ClusterView | null => this.#view

  /** Null: nobody looks any more. */
  look(focus: ClusterFocus | null): void {
    this.#focus = focus
    this.#send(focus)
  }

  /** The line is there, perhaps again: the server has forgotten what this page looks at. */
  connected(): void {
    if (this.#focus !== null) this.#send(this.#focus)
  }

  received(view: ClusterView): void {
    this.#change(view)
  }

  /** The cluster is gone, or another one comes. */
  forget(): void {
    this.#change(null)
  }

  #change(view: ClusterView | null): void {
    if (view === this.#view) return
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
