/** Closes the sockets of a session when it ends. */
import type { Logger } from 'pino'
import type { SessionRows } from '#server/store/session-rows.ts'
import type { WallClock } from './time/wall-clock.ts'

/** Interval at which the server checks the session of every socket again: a session can also end by time. */
const RECHECK_MS = 60_000

export interface SessionSocketsOptions {
  sessions: SessionRows
  clock: WallClock
  log: Logger
}

export class SessionSockets {
  readonly #options: SessionSocketsOptions
  readonly #ends = new Map<string, Set<() => void>>()
  readonly #unsubscribe: () => void
  #cancel: (() => void) | undefined

  constructor(options: SessionSocketsOptions) {
    this.#options = options
    this.#unsubscribe = options.sessions.onEnded((ids) => this.#end(ids))
    this.#schedule()
  }

  /** Calls `end` when the session ends, until the returned function is called. */
  add(sessionId: string, end: () => void): () => void {
    const ends = this.#ends.get(sessionId) ?? new Set()
    this.#ends.set(sessionId, ends.add(end))
    return () => {
      ends.delete(end)
      if (ends.size === 0 && this.#ends.get(sessionId) === ends) this.#ends.delete(sessionId)
    }
  }

  close(): void {
    this.#unsubscribe()
    this.#cancel?.()
  }

  #end(ids: readonly string[]): void {
    for (const id of ids) for (const end of this.#ends.get(id) ?? []) end()
  }

  #schedule(): void {
    this.#cancel = this.#options.clock.after(RECHECK_MS, () => {
      this.#recheck()
        .catch((error: unknown) => this.#options.log.error({ err: error }, 'sessions.not_checked'))
        .finally(() => this.#schedule())
    })
  }

  async #recheck(): Promise<void> {
    const ids = [...this.#ends.keys()]
    if (ids.length === 0) return
    const current = await this.#options.sessions.findCurrent(ids, this.#options.clock.wallNow())
    this.#end(ids.filter((id) => !current.has(id)))
  }
}
