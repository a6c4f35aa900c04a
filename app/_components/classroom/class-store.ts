import { type BoardView, ClassroomMessage } from '#protocol/classes.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { CLASS_PROTOCOL, SOCKET_PATH, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { Store } from '../store/store.ts'
import { retryDelayMs } from '../terminal/connection/retry-delay.ts'

export type MineView = Omit<Extract<ClassroomMessage, { type: 'mine' }>, 'type'>

export interface ClassSnapshot {
  readonly isOpen: boolean
  /** For instructors of the class. */
  readonly board: BoardView | undefined
  /** For learners of the class. */
  readonly mine: MineView | undefined
  /** Why the class cannot be shown; another attempt is useless. */
  readonly error: KindlabError | undefined
}

const STABLE_AFTER_MS = 2_000

/** One class in this page, as the server sends it. Connects while a component uses it. */
export class ClassStore extends Store<ClassSnapshot> {
  readonly #classId: string
  #users = 0
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0

  constructor(classId: string) {
    super({ isOpen: false, board: undefined, mine: undefined, error: undefined })
    this.#classId = classId
  }

  /** Connects. Call the returned function when the component no longer shows the class. */
  readonly use = (): (() => void) => {
    this.#users += 1
    if (this.#users === 1) void this.#connect()
    return () => {
      this.#users -= 1
      if (this.#users === 0) this.#disconnect()
    }
  }

  async #connect(): Promise<void> {
    this.#attempt += 1
    try {
      const { ticket } = await call('class.ticket', { id: this.#classId })
      if (this.#users > 0) this.#open(ticket)
    } catch (thrown) {
      const error = asKindlabError(thrown)
      if (error.entry.isRetryable || error.code === 'server.unreachable') this.#retry()
      // A learner who was removed from the class, for example.
      else this.set({ isOpen: false, board: undefined, mine: undefined, error })
    }
  }

  #open(ticket: string): void {
    const url = new URL(SOCKET_PATH, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(url, [CLASS_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket])
    this.#socket = socket
    const openedAt = performance.now()
    socket.addEventListener('open', () => this.set({ ...this.getSnapshot(), isOpen: true, error: undefined }))
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(data))
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      if (performance.now() - openedAt > STABLE_AFTER_MS) this.#attempt = 0
      this.set({ ...this.getSnapshot(), isOpen: false })
      this.#retry()
    })
  }

  #receive(data: unknown): void {
    const message = ClassroomMessage.safeParse(typeof data === 'string' ? JSON.parse(data) : undefined)
    if (!message.success) return
    if (message.data.type === 'board') this.set({ ...this.getSnapshot(), board: message.data.board })
    else this.set({ ...this.getSnapshot(), mine: message.data })
  }

  #retry(): void {
    if (this.#users === 0) return
    // At least a moment: a page that was removed from the class must not ask in a loop.
    const delayMs = Math.max(100, retryDelayMs(this.#attempt + 1, Math.random()))
    this.#timer = setTimeout(() => void this.#connect(), delayMs)
  }

  #disconnect(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
    this.set({ ...this.getSnapshot(), isOpen: false })
  }
}
