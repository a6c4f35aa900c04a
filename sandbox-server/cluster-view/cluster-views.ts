import type { Logger } from 'pino'
import type { Sandbox } from '#server/providers/provider.ts'
import { ClusterWatch, type Onlooker, type WatchClock } from './cluster-watch.ts'

/** One watch for each sandbox that somebody looks at, however many pages do. */
export class ClusterViews {
  readonly #clock: WatchClock
  readonly #log: Logger
  readonly #watches = new Map<string, ClusterWatch>()

  constructor(clock: WatchClock, log: Logger) {
    this.#clock = clock
    this.#log = log
  }

  /** Returns how to stop looking. */
  look(sandbox: Sandbox, onlooker: Onlooker): () => void {
    const watch = this.#watches.get(sandbox.id) ?? this.#begin(sandbox)
    const leave = watch.add(onlooker)
    return () => {
      leave()
      if (watch.isIdle && this.#watches.get(sandbox.id) === watch) this.#watches.delete(sandbox.id)
    }
  }

  #begin(sandbox: Sandbox): ClusterWatch {
    const watch = new ClusterWatch({ sandbox, clock: this.#clock, log: this.#log })
    this.#watches.set(sandbox.id, watch)
    return watch
  }
}
