import { LIMITS } from '#protocol/limits.ts'
import type { Clock } from './clock.ts'

/** Decides when the server hears how much output has been parsed: every 32 KiB, or 100 ms after the first byte it has not heard of. */
export class AckMeter {
  readonly #clock: Clock
  readonly #send: (offset: number) => void
  #told = 0
  #parsed = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, send: (offset: number) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** A new stretch of offsets, or one that the server knows already: nothing to tell. */
  start(offset: number): void {
    this.stop()
    this.#told = offset
    this.#parsed = offset
  }

  /** A snapshot has been parsed. The server waits for exactly this before it trusts the page with more. */
  startWithAck(offset: number): void {
    this.start(offset)
    this.#tell()
  }

  parsed(offset: number): void {
    if (offset <= this.#parsed) return
    this.#parsed = offset
    if (offset - this.#told >= LIMITS.ackBytes) this.#tell()
    else this.#cancel ??= this.#clock.after(LIMITS.ackDelayMs, () => this.#tell())
  }

  /** Without a connection there is nobody to tell; the next `open` says it. */
  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #tell(): void {
    this.stop()
    this.#told = this.#parsed
    this.#send(this.#parsed)
  }
}
