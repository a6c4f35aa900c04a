/** Sockets of instructors who watch the terminals of a learner. Each is shown to the learner, and written into the audit log. */
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { Presence } from '#server/classroom/presence.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { AuditRows } from '#server/store/audit-rows.ts'
import type { TerminalServer, Watcher } from '#server/terminals/terminal-server.ts'
import type { WallClock } from './time/wall-clock.ts'

export interface WatchingOptions {
  presence: Presence
  audit: AuditRows
  clock: WallClock
  log: Logger
}

export interface Watch {
  classId: string
  lab: LiveLab
  watcher: Watcher
}

export class Watching {
  readonly #options: WatchingOptions
  readonly #open = new Map<WebSocket, { watch: Watch; end: () => void }>()

  constructor(options: WatchingOptions) {
    this.#options = options
  }

  /** Records the watch until the socket closes. */
  follow(socket: WebSocket, watch: Watch, end: () => void): void {
    const stop = this.#options.presence.watch(watch.lab.learnerId, watch.watcher.name)
    this.#open.set(socket, { watch, end })
    this.#record('class.watch_started', watch)
    socket.once('close', () => {
      stop()
      this.#open.delete(socket)
      this.#record('class.watch_ended', watch)
    })
  }

  /** Ends every watch of a person who left the class, and of a learner who left it. */
  endOf({ classId, learnerId }: { classId: string; learnerId: string }): void {
    for (const { watch, end } of this.#open.values()) {
      const isConcerned = learnerId === watch.watcher.id || learnerId === watch.lab.learnerId
      if (watch.classId === classId && isConcerned) end()
    }
  }

  /** Ends every watch in this class. */
  endOfClass(classId: string): void {
    for (const { watch, end } of this.#open.values()) if (watch.classId === classId) end()
  }

  #record(event: string, { lab, watcher }: Watch): void {
    const entry = { event, learnerId: watcher.id, subject: lab.learnerId, detail: lab.labId }
    this.#options.audit
      .add(entry, this.#options.clock.wallNow())
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'audit.not_written'))
  }
}

/** Serves the terminals of the learner, read-only. */
export function serveWatcher(
  socket: WebSocket,
  watch: Watch,
  { terminals, watching }: { terminals: TerminalServer; watching: Watching },
): { end(code: 'session.ended'): void } {
  const connection = terminals.serve(socket, watch.lab, watch.watcher)
  watching.follow(socket, watch, () => connection.end('session.ended'))
  return connection
}
