import type { ServerControl } from '#protocol/control.ts'
import { LIMITS } from '#protocol/limits.ts'
import { encodeServerFrame } from '#protocol/messages.ts'

/** What a socket has to offer. `send` calls back when the bytes went to the kernel. */
export interface FrameSocket {
  readonly bufferedAmount: number
  send(frame: Uint8Array, onSent: () => void): void
}

/** Makes frames when there is room for them, so that what is sent is always the newest. */
export interface FrameSource {
  nextFrame(): Uint8Array | undefined
}

/** Two full DATA frames: enough to keep the kernel busy, little enough that a key's echo in another terminal does not wait behind more. */
const READY_BELOW_BYTES = 2 * LIMITS.maxDataFrameBytes

/** The way out of one socket: control messages at once, output of its terminals in rotation and only while the socket takes it. */
export class SocketOutlet {
  readonly #socket: FrameSocket
  readonly #ready = new Set<FrameSource>()
  #isWaiting = false
  #isClosed = false

  constructor(socket: FrameSocket) {
    this.#socket = socket
  }

  /** More waits than a page that reads could leave: it has to be given up. */
  get isStuck(): boolean {
    return this.#socket.bufferedAmount > LIMITS.bufferedFenceBytes + LIMITS.maxSnapshotBytes
  }

  send(frame: Uint8Array): void {
    if (!this.#isClosed) this.#socket.send(frame, () => this.#pump())
  }

  control(channel: number, control: ServerControl): void {
    this.send(encodeServerFrame({ type: 'control', channel, control }))
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
        // Something is on its way, and calls back when it is gone.
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
