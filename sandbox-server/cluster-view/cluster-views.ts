import type { Logger } from 'pino'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import type { ClusterAnswers } from './cluster-answers.ts'
import { type ClusterViewer, ClusterWatch } from './cluster-watch.ts'

export interface ClusterViewsOptions {
  answers: ClusterAnswers
  clock: Clock
  log: Logger
}

/** All watches: one per sandbox with at least one viewer. */
export class ClusterViews {
  readonly #options: ClusterViewsOptions
  readonly #watches = new Map<string, ClusterWatch>()

  constructor(options: ClusterViewsOptions) {
    this.#options = options
  }

  /** Returns the function that unsubscribes. */
  subscribe(sandbox: Sandbox, viewer: ClusterViewer): () => void {
    const watch = this.#watches.get(sandbox.id) ?? this.#addWatch(sandbox)
    const remove = watch.add(viewer)
    return () => {
      remove()
      if (watch.isIdle && this.#watches.get(sandbox.id) === watch) this.#watches.delete(sandbox.id)
    }
  }

  #addWatch(sandbox: Sandbox): ClusterWatch {
    const watch = new ClusterWatch({ sandbox, ...this.#options })
    this.#watches.set(sandbox.id, watch)
    return watch
  }
}
