/** Sockets of instructors who watch the terminals of a learner. Each is shown to the learner, and written into the audit log. */
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { Presence } from '#server/classroom/presence.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { AuditEntry, AuditRows } from '#server/store/audit-rows.ts'
import type { TakeOverChange, TakeOverEvent } from '#server/model/take-over.ts'
import type { Watcher } from '#server/terminals/connection/page-take-over.ts'
import type { TerminalServer } from '#server/terminals/terminal-server.ts'
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
  watcher: Pick<Watcher, 'id' | 'name'>
}

/** The person of each event. The server ends a take-over on behalf of the instructor. */
const ACTORS: Record<TakeOverEvent, 'instructor' | 'learner'> = {
  asked: 'instructor',
  withdrawn: 'instructor',
  given_back: 'instructor',
  expired: 'instructor',
  ended: 'instructor',
  allowed: 'learner',
  refused: 'learner',
  taken_back: 'learner',
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

  /** The times of these entries mark what the instructor typed; the log never has the text. */
  recordTakeOver({ event, request }: TakeOverChange, { lab, watcher }: Watch): void {
    const [actor, object] = ACTORS[event] === 'learner' ? [lab.learnerId, watcher.id] : [watcher.id, lab.learnerId]
    const detail = `${request.terminal} of ${lab.labId}`
    this.#add({ event: `class.take_over_${event}`, learnerId: actor, subject: object, detail })
  }

  #record(event: string, { lab, watcher }: Watch): void {
    this.#add({ event, learnerId: watcher.id, subject: lab.learnerId, detail: lab.labId })
  }

  #add(entry: AuditEntry): void {
    this.#options.audit
      .add(entry, this.#options.clock.wallNow())
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'audit.not_written'))
  }
}

/** Serves the terminals of the learner: read-only, unless the learner allows this page to type. */
export function serveWatcher(
  socket: WebSocket,
  watch: Watch,
  { terminals, watching }: { terminals: TerminalServer; watching: Watching },
): { end(code: 'session.ended'): void } {
  const onTakeOver = (change: TakeOverChange): void => watching.recordTakeOver(change, watch)
  const connection = terminals.serve(socket, watch.lab, { ...watch.watcher, onTakeOver })
  watching.follow(socket, watch, () => connection.end('session.ended'))
  return connection
}
