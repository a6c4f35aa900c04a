import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { ClusterViews } from './cluster-views.ts'

export interface ClusterOnlookerOptions {
  views: ClusterViews
  /** The sandbox as it is now; undefined while there is none. */
  sandbox: () => Sandbox | undefined
  show: (view: ClusterView) => void
}

/** One page's look at its lab: follows the lab from one sandbox to the next. */
export class ClusterOnlooker {
  readonly #options: ClusterOnlookerOptions
  #focus: ClusterFocus | null = null
  #seen: Sandbox | undefined
  #leave: (() => void) | undefined

  constructor(options: ClusterOnlookerOptions) {
    this.#options = options
  }

  /** Looks, or looks at something else; null stops. */
  look(focus: ClusterFocus | null): void {
    this.#focus = focus
    this.#begin()
  }

  /** The lab may have lost its sandbox, or got another. */
  labChanged(): void {
    if (this.#focus !== null && this.#options.sandbox() !== this.#seen) this.#begin()
  }

  close(): void {
    this.look(null)
  }

  #begin(): void {
    const leave = this.#leave
    this.#seen = this.#focus === null ? undefined : this.#options.sandbox()
    // The new look begins before the old one ends: a watch that nobody looks at for a moment would start over.
    this.#leave =
      this.#focus === null || this.#seen === undefined
        ? undefined
        : this.#options.views.look(this.#seen, { focus: this.#focus, show: this.#options.show })
    leave?.()
  }
}
