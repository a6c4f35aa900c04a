import type { PromptMark } from './prompt-mark.ts'

const SUBMITTING = new Set([0x0d, 0x0a, 0x03, 0x04])

/**
 * Knows whether the shell stands at a prompt at which nothing was typed: only then a run block may be typed without mixing with somebody's own line.
 * Made of the shell's marks and of what was typed; not of the screen, which a program can draw as it likes.
 */
export class PromptGate {
  #isAtPrompt = false
  /** Keys since the last line was sent: they wait at the prompt, or will when it comes. */
  #hasTyped = false
  #hasSubmitted = false

  get isOpen(): boolean {
    return this.#isAtPrompt && !this.#hasTyped
  }

  get isAtPrompt(): boolean {
    return this.#isAtPrompt
  }

  typed(bytes: Uint8Array): void {
    const last = bytes.at(-1)
    if (last === undefined) return
    this.#hasTyped = true
    this.#hasSubmitted = SUBMITTING.has(last)
  }

  marked({ mark }: PromptMark): void {
    // A command that begins, and a new prompt, have used up the line before them. Keys typed ahead come after it and stay.
    if ((mark === 'C' || mark === 'A') && this.#hasSubmitted) {
      this.#hasTyped = false
      this.#hasSubmitted = false
    }
    this.#isAtPrompt = mark === 'B'
  }

  /** The shell's attachment was lost: what came meanwhile is unknown. */
  forget(): void {
    this.#isAtPrompt = false
  }
}
