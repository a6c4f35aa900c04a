/** Sockets with the protocol `classroom.v1`: the server sends JSON, the page sends nothing. */
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { ERRORS } from '#protocol/error-catalogue.ts'
import type { MemberRole } from '#protocol/people.ts'
import type { Classroom } from '#server/classroom/classroom.ts'
import { SocketHeartbeat } from '#server/terminals/connection/socket-heartbeat.ts'
import type { WallClock } from './time/wall-clock.ts'

/** A page that does not read is cut off: it connects again and gets the present state. */
const MAX_BUFFERED_BYTES = 1_048_576
/** Above this, a new page of a learner closes the oldest one. */
const MAX_PER_LEARNER = 8

export interface ClassMember {
  classId: string
  learnerId: string
  role: MemberRole
}

type EndCode = 'session.ended' | 'server.restarting' | 'terminal.protocol' | 'rate.limited'

export class ClassSockets {
  readonly #options: { classroom: Classroom; clock: WallClock; log: Logger }
  readonly #open = new Map<WebSocket, { member: ClassMember; end: (code: EndCode) => void }>()

  constructor(options: { classroom: Classroom; clock: WallClock; log: Logger }) {
    this.#options = options
  }

  serve(socket: WebSocket, member: ClassMember): { end(code: EndCode): void } {
    const { classroom, clock, log } = this.#options
    const end = (code: EndCode): void => socket.close(ERRORS[code].closeCode, code)
    const own = [...this.#open.values()].filter(({ member: { learnerId } }) => learnerId === member.learnerId)
    if (own.length >= MAX_PER_LEARNER) own[0]?.end('rate.limited')
    this.#open.set(socket, { member, end })
    const heartbeat = new SocketHeartbeat({ clock, ping: () => socket.ping(), onDead: () => socket.terminate() })
    const leave = classroom.open({
      ...member,
      send: (message) => {
        if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
        else socket.send(JSON.stringify(message))
      },
    })
    socket.on('pong', () => heartbeat.received())
    socket.on('message', () => end('terminal.protocol'))
    socket.on('error', (error) => log.info({ err: error }, 'socket.failed'))
    socket.once('close', () => {
      heartbeat.stop()
      leave()
      this.#open.delete(socket)
    })
    return { end }
  }

  /** Ends the pages of a member whose place in the class has changed. They connect again if they still may. */
  endOf({ classId, learnerId }: Pick<ClassMember, 'classId' | 'learnerId'>): void {
    for (const { member, end } of this.#open.values()) {
      if (member.classId === classId && member.learnerId === learnerId) end('session.ended')
    }
  }

  close(): void {
    for (const { end } of this.#open.values()) end('server.restarting')
  }
}
