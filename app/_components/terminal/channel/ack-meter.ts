import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from '../../time/page-clock.ts'

/** Acknowledges parsed output to the server: every 32 KiB, or 100 ms after the first unacknowledged byte. */
export class AckMeter {
  readonly #clock: Clock
  readonly #send: (offset: number) => void
  #acked = 0
  #parsed = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, send: (offset: number) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** Offsets continue from here; the server already knows this one. */
  start(offset: number): void {
    this.stop()
    this.#acked = offset
    this.#parsed = offset
  }

  /** A snapshot is parsed. The server waits for this acknowledgement before it sends more output. */
  startWithAck(offset: number): void {
    this.start(offset)
    this.#acknowledge()
  }

  parsed(offset: number): void {
    if (offset <= this.#parsed) return
    this.#parsed = offset
    if (offset - this.#acked >= LIMITS.ackBytes) this.#acknowledge()
    else this.#cancel ??= this.#clock.after(LIMITS.ackDelayMs, () => this.#acknowledge())
  }

  /** Without a connection nothing is acknowledged; the next `open` carries the offset. */
  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #acknowledge(): void {
    this.stop()
    this.#acked = this.#parsed
    this.#send(this.#parsed)
  }
}
