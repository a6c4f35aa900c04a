import { stripVTControlCharacters } from 'node:util'

const KEPT_CHARACTERS = 4_096

/** Output of a wire: its length, its end, and a way to wait for more without polling. */
export class WireOutput {
  bytes = 0
  #tail = ''
  readonly #waiting = new Set<() => void>()

  /** The end of the output, without control sequences. */
  get tail(): string {
    return stripVTControlCharacters(this.#tail)
  }

  receive(text: string, bytes = text.length): void {
    this.bytes += bytes
    this.#tail = (this.#tail + text).slice(-KEPT_CHARACTERS)
    for (const look of this.#waiting) look()
  }

  /** Checks after each piece of output. */
  async until(name: string, isTrue: () => boolean, deadlineMs = 60_000): Promise<void> {
    if (isTrue()) return
    const done = Promise.withResolvers<void>()
    const look = (): void => (isTrue() ? done.resolve() : undefined)
    const deadline = setTimeout(
      () =>
        done.reject(
          new Error(`not ${name} within ${deadlineMs / 1000} s (last: ${JSON.stringify(this.tail.slice(-200))})`),
        ),
      deadlineMs,
    )
    this.#waiting.add(look)
    try {
      await done.promise
    } finally {
      clearTimeout(deadline)
      this.#waiting.delete(look)
    }
  }

  /** Waits for the next output. */
  async next(): Promise<void> {
    const { bytes } = this
    await this.until('more output', () => this.bytes > bytes)
  }
}
