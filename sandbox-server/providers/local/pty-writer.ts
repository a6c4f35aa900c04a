import { write } from 'node:fs'
import { backOffMs } from '#server/time/back-off.ts'

/** Pauses before the next attempts while the terminal is full: its program does not read. */
const FULL_PAUSES_MS = [1, 2, 5, 10, 20, 50]

/**
 * Writes input to a pseudo-terminal and counts what the terminal has not taken. The queue of node-pty is hidden, and node-pty tries again in every turn
 * of the event loop while the terminal is full.
 */
export class PtyWriter {
  readonly #fd: number
  readonly #onTaken: () => void
  #queue: Uint8Array[] = []
  #waitingBytes = 0
  #isWriting = false
  #isClosed = false
  #attempt = 0
  #retry: NodeJS.Timeout | undefined

  constructor(fd: number, onTaken: () => void) {
    this.#fd = fd
    this.#onTaken = onTaken
  }

  get waitingBytes(): number {
    return this.#waitingBytes
  }

  write(bytes: Uint8Array): void {
    if (this.#isClosed || bytes.byteLength === 0) return
    this.#queue.push(Uint8Array.from(bytes))
    this.#waitingBytes += bytes.byteLength
    if (!this.#isWriting) this.#next()
  }

  /** To be called before the descriptor is closed. Drops what waits. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#queue = []
    this.#waitingBytes = 0
  }

  #next(): void {
    const [bytes] = this.#queue
    this.#isWriting = bytes !== undefined && !this.#isClosed
    if (bytes !== undefined && this.#isWriting)
      write(this.#fd, bytes, (error, count) => this.#written(bytes, error, count))
  }

  #written(bytes: Uint8Array, error: NodeJS.ErrnoException | null, count: number): void {
    if (this.#isClosed) return
    if (error?.code === 'EAGAIN') {
      this.#retry = setTimeout(() => this.#next(), backOffMs(this.#attempt++, FULL_PAUSES_MS))
      return
    }
    // The terminal is gone. Its end is reported by node-pty.
    if (error !== null) return this.close()
    if (count < bytes.byteLength) this.#queue[0] = bytes.subarray(count)
    else this.#queue.shift()
    this.#waitingBytes -= count
    this.#attempt = 0
    this.#next()
    this.#onTaken()
  }
}
