import type { ServerTerminalMessage } from '#protocol/messages.ts'

export interface InputAcksOptions {
  /** The terminal took all input frames up to `seq`. */
  acknowledge: (seq: number) => void
  report: (message: Extract<ServerTerminalMessage, { type: 'input' }>) => void
}

/** Acknowledgements of one page's input. While the shell does not read, none are sent: the page then stops sending. */
export class InputAcks {
  readonly #options: InputAcksOptions
  #isHeld = false
  #waitingSeq: number | undefined

  constructor(options: InputAcksOptions) {
    this.#options = options
  }

  taken(seq: number): void {
    if (this.#isHeld) this.#waitingSeq = seq
    else this.#options.acknowledge(seq)
  }

  dropped(bytes: number): void {
    this.#options.report({ type: 'input', isHeld: this.#isHeld, dropped: bytes })
  }

  setHeld(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.#options.report({ type: 'input', isHeld, dropped: 0 })
    const seq = this.#waitingSeq
    this.#waitingSeq = undefined
    if (!isHeld && seq !== undefined) this.#options.acknowledge(seq)
  }
}
