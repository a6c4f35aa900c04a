import type { Pty } from './provider.ts'

export type TerminalEnd = Awaited<Pty['ended']>

/** The source of the bytes. Pausing it must block the writing program. */
export interface FlowControl {
  pause(): void
  resume(): void
}

/** Implements the reading half of `Pty` for all providers: order, pause, and an end after the last byte. */
export class TerminalOutput {
  readonly ended: Promise<TerminalEnd>
  readonly #flow: FlowControl
  readonly #resolveEnded: (end: TerminalEnd) => void
  #waiting: Uint8Array[] = []
  #end: TerminalEnd | undefined
  #listener: ((bytes: Uint8Array) => void) | undefined
  #isPaused = false

  constructor(flow: FlowControl) {
    const { promise, resolve } = Promise.withResolvers<TerminalEnd>()
    this.ended = promise
    this.#resolveEnded = resolve
    this.#flow = flow
  }

  get isEnded(): boolean {
    return this.#end !== undefined
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
    this.#deliver()
  }

  pause(): void {
    this.#isPaused = true
    this.#flow.pause()
  }

  resume(): void {
    this.#isPaused = false
    this.#deliver()
    // The listener can pause during #deliver().
    if (!this.#isPaused) this.#flow.resume()
  }

  push(bytes: Uint8Array): void {
    if (this.isEnded) return
    this.#waiting.push(bytes)
    this.#deliver()
  }

  /** Only the first call counts. A lost attachment ends at once; an exit takes effect after all earlier output is delivered. */
  finish(end: TerminalEnd): void {
    if (this.isEnded) return
    this.#end = end
    if (end.reason === 'lost') this.#waiting = []
    this.#deliver()
  }

  #deliver(): void {
    while (!this.#isPaused && this.#listener !== undefined) {
      const bytes = this.#waiting.shift()
      if (bytes === undefined) break
      this.#listener(bytes)
    }
    if (this.#end !== undefined && this.#waiting.length === 0) this.#resolveEnded(this.#end)
  }
}
