import type { ShellMark } from './prompt-mark.ts'

/** Enter, Ctrl-C, Ctrl-D and Ctrl-O end a line. */
const SUBMIT_KEYS = new Set([0x0d, 0x0a, 0x03, 0x04, 0x0f])
/** Readline inserts the key after Ctrl-V and Ctrl-Q, and an Escape changes the meaning of the next key. */
const PREFIX_KEYS = new Set([0x16, 0x11, 0x1b])

/**
 * - `prompt`: readline reads a new command. Only readline knows whether its line is empty.
 * - `continuation`: readline reads another line of an unfinished command.
 * - `submitted`: keys at the prompt may have ended the line, and the shell's next mark is not here yet.
 * - `program`: anything but readline may read the keys.
 */
export type PromptPhase = 'prompt' | 'continuation' | 'submitted' | 'program'

/** Which program reads the keys, by the shell's marks and not by the screen, because a program can draw anything on the screen. */
export class PromptState {
  #phase: PromptPhase = 'program'
  /** Keys for the prompt that the shell has not shown yet end a line, so a program can start right after the prompt. */
  #hasTypedAhead = false
  /** Count of typed pieces, so that a caller notices keys since an earlier moment. */
  #typedCount = 0
  #isAfterPrefix = false

  get phase(): PromptPhase {
    return this.#phase
  }

  get hasTypedAhead(): boolean {
    return this.#hasTypedAhead
  }

  get typedCount(): number {
    return this.#typedCount
  }

  /** The next key belongs to the one before it. */
  get isAfterPrefix(): boolean {
    return this.#isAfterPrefix
  }

  typed(bytes: Uint8Array): void {
    this.#typedCount += 1
    this.#isAfterPrefix = PREFIX_KEYS.has(bytes.at(-1) ?? 0)
    if (!bytes.some((byte) => SUBMIT_KEYS.has(byte))) return
    if (this.#phase === 'program') this.#hasTypedAhead = true
    else this.#phase = 'submitted'
  }

  marked({ mark }: ShellMark): void {
    if (mark === 'L') return
    if (mark === 'B') this.#phase = 'prompt'
    else if (mark === 'P') this.#phase = 'continuation'
    else this.#phase = 'program'
    if (mark === 'C') this.#hasTypedAhead = false
  }

  /** The shell has shown no further mark for a while, so it waits for keys at the prompt. */
  settled(): void {
    if (this.#phase === 'submitted') this.#phase = 'prompt'
    this.#hasTypedAhead = false
  }

  /** The shell's attachment was lost, so its marks since then are unknown. */
  lost(): void {
    this.#phase = 'program'
  }
}
