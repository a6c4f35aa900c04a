import type { Screen } from './screen.ts'

type Write = (data: string | Uint8Array, parsed?: () => void) => void
interface Step {
  /** Runs only once everything before it has been parsed. */
  isBarrier: boolean
  run: () => void
}

/**
 * Writes to a screen in order. An emulator parses later than it is written to, but resets and resizes at once: what is not a write has to
 * wait until the writes before it are parsed.
 */
export class ScreenQueue {
  readonly #screen: Screen
  #unparsed = 0
  #waiting: Step[] = []
  #isRunning = false

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** Everything has been parsed. */
  get isIdle(): boolean {
    return this.#unparsed === 0 && this.#waiting.length === 0
  }

  write(data: string | Uint8Array, parsed?: () => void): void {
    this.#add({ isBarrier: false, run: () => this.#write(data, parsed) })
  }

  /** `change` may reset, resize, and write through what it is given; everything queued later comes after that. */
  change(change: (write: Write) => void): void {
    this.#add({ isBarrier: true, run: () => change((data, parsed) => this.#write(data, parsed)) })
  }

  #add(step: Step): void {
    this.#waiting.push(step)
    this.#runReady()
  }

  #runReady(): void {
    // A write may be parsed, and come back here, before it returns.
    if (this.#isRunning) return
    this.#isRunning = true
    for (;;) {
      const [step] = this.#waiting
      if (step === undefined || (step.isBarrier && this.#unparsed > 0)) break
      this.#waiting.shift()
      step.run()
    }
    this.#isRunning = false
  }

  #write(data: string | Uint8Array, parsed?: () => void): void {
    this.#unparsed += 1
    this.#screen.write(data, () => {
      this.#unparsed -= 1
      parsed?.()
      this.#runReady()
    })
  }
}
