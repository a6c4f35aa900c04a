import { encodeServerFrame } from '#protocol/frames.ts'
import { LIMITS } from '#protocol/limits.ts'
import type { ServerPageMessage, ServerTerminalMessage } from '#protocol/messages.ts'

/** The part of a WebSocket that the outlet needs. `send` calls back when the kernel has accepted the bytes. */
export interface FrameSocket {
  readonly bufferedAmount: number
  send(frame: Uint8Array, onSent: () => void): void
}

/** Creates each frame only when the socket accepts it, so that the frame holds the newest state. */
export interface FrameSource {
  nextFrame(): Uint8Array | undefined
}

/** Two full DATA frames: enough to keep the kernel busy, and few enough that the echo in another terminal is not delayed. */
const READY_BELOW_BYTES = 2 * LIMITS.maxDataFrameBytes

/** Sends the frames of one socket: messages at once, output of its channels in rotation and with back-pressure. */
export class SocketOutlet {
  readonly #socket: FrameSocket
  readonly #ready = new Set<FrameSource>()
  #isWaiting = false
  #isClosed = false

  constructor(socket: FrameSocket) {
    this.#socket = socket
  }

  /** More is buffered than a responsive client can leave unread, so the connection must end. */
  get isStuck(): boolean {
    return this.#socket.bufferedAmount > LIMITS.bufferedFenceBytes + LIMITS.maxSnapshotBytes
  }

  send(frame: Uint8Array): void {
    if (!this.#isClosed) this.#socket.send(frame, () => this.#pump())
  }

  sendToPage(message: ServerPageMessage): void {
    this.send(encodeServerFrame({ type: 'page_message', channel: 0, message }))
  }

  sendToTerminal(channel: number, message: ServerTerminalMessage): void {
    this.send(encodeServerFrame({ type: 'terminal_message', channel, message }))
  }

  /** `source` may have frames. */
  ready(source: FrameSource): void {
    this.#ready.add(source)
    if (!this.#isWaiting) this.#pump()
  }

  remove(source: FrameSource): void {
    this.#ready.delete(source)
  }

  close(): void {
    this.#isClosed = true
    this.#ready.clear()
  }

  #pump(): void {
    this.#isWaiting = false
    while (!this.#isClosed) {
      const [source] = this.#ready
      if (source === undefined) return
      if (this.#socket.bufferedAmount >= READY_BELOW_BYTES) {
        // The pending send calls #pump when it is done.
        this.#isWaiting = true
        return
      }
      this.#ready.delete(source)
      const frame = source.nextFrame()
      if (frame === undefined) continue
      this.#ready.add(source)
      this.send(frame)
    }
  }
}
