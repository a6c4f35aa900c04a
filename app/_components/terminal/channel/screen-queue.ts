import type { Screen } from './screen.ts'

type Write = (data: string | Uint8Array, parsed?: () => void) => void
interface Step {
  /** Runs only when all earlier writes are parsed. */
  isBarrier: boolean
  run: () => void
}

/**
 * Changes a screen in order. An emulator parses writes later, but resets and resizes at once, so these have to wait until the earlier writes are
 * parsed.
 */
export class ScreenQueue {
  readonly #screen: Screen
  #unparsed = 0
  #waiting: Step[] = []
  #isRunning = false

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** All writes are parsed. */
  get isIdle(): boolean {
    return this.#unparsed === 0 && this.#waiting.length === 0
  }

  write(data: string | Uint8Array, parsed?: () => void): void {
    this.#add({ isBarrier: false, run: () => this.#write(data, parsed) })
  }

  /** Runs `change` when all earlier writes are parsed. It may reset, resize and write; later steps follow its writes. */
  change(change: (write: Write) => void): void {
    this.#add({ isBarrier: true, run: () => change((data, parsed) => this.#write(data, parsed)) })
  }

  #add(step: Step): void {
    this.#waiting.push(step)
    this.#runReady()
  }

  #runReady(): void {
    // A write can be parsed, and call this method, before it returns.
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
