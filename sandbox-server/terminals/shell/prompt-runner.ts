import type { Clock } from '#server/time/clock.ts'
import { pause } from '#server/time/pause.ts'
import { within } from '#server/time/within.ts'
import type { ShellMark } from './prompt-mark.ts'
import { PromptState } from './prompt-state.ts'
import type { ShellOutput } from './shell-output.ts'

const CTRL_C = Uint8Array.of(0x03)
/** Ctrl-^: the shell's start-up file binds it to a report of the length of readline's line. */
const ASK_FOR_LINE = Uint8Array.of(0x1e)
/** Time limits for the prompt after each Ctrl-C. bash can lose the first one between its mark and the start of the program. */
const INTERRUPT_MS = [1_000, 2_000]
/** Time limit for the mirror, which is behind the output during a flood. */
const MIRROR_MS = 500
/** After a line has ended, the shell prints its next mark within this time. */
const SETTLE_MS = 300
/** Time limit for the shell's answer. The prompt can be busy with a completion, or ask a question. */
const ANSWER_MS = 1_000
/** The same after an interrupt: the prompt is new, so the answer comes, on a busy machine late. */
const ANSWER_AFTER_INTERRUPT_MS = 5_000

const PASTE_BEGIN = '\u001B[200~'
const PASTE_END = '\u001B[201~'

/** Why a run block was not typed: the line has text, a program reads the keys, or the shell has not said which. */
export type BusyWith = 'line' | 'program' | 'unclear'

export type RunAnswer = { outcome: 'typed' } | { outcome: 'busy'; busyWith: BusyWith }

export interface PromptRunnerOptions {
  clock: Clock
  output: ShellOutput
  /** Types keys into the shell. */
  type: (bytes: Uint8Array) => void
}

/** Types run blocks into one shell, at an empty prompt or as the learner chose. */
export class PromptRunner {
  readonly #options: PromptRunnerOptions
  readonly #state = new PromptState()
  readonly #markWaiters = new Set<(mark: ShellMark | undefined) => void>()
  /** Questions for the length of the line without an answer. */
  #unanswered = 0
  #isClosed = false

  constructor(options: PromptRunnerOptions) {
    this.#options = options
  }

  typed(bytes: Uint8Array): void {
    this.#state.typed(bytes)
  }

  marked(mark: ShellMark): void {
    this.#state.marked(mark)
    if (mark.mark === 'L') this.#unanswered = Math.max(0, this.#unanswered - 1)
    for (const notify of this.#markWaiters) notify(mark)
  }

  attachmentLost(): void {
    this.#state.lost()
  }

  /** @param whenBusy the learner's choice for a busy shell: Ctrl-C first, or insert the text without Enter */
  async run(text: string, whenBusy: 'interrupt' | 'insert' | undefined): Promise<RunAnswer> {
    await this.#untilMirrored()
    if (whenBusy !== 'insert') {
      let busyWith = await this.#whatIsBusy()
      if (busyWith !== undefined && whenBusy === 'interrupt') {
        await this.#interrupt()
        busyWith = await this.#whatIsBusy(ANSWER_AFTER_INTERRUPT_MS)
      }
      if (busyWith !== undefined) return { outcome: 'busy', busyWith }
    }
    if (this.#isClosed) return { outcome: 'busy', busyWith: 'unclear' }
    const { isBracketedPaste } = this.#options.output.modes
    this.#options.type(encodeRunBlock(text, { isBracketedPaste, isRun: whenBusy !== 'insert' }))
    return { outcome: 'typed' }
  }

  /** The shell has ended, or the server is closing. */
  close(): void {
    this.#isClosed = true
    for (const notify of this.#markWaiters) notify(undefined)
  }

  /** Undefined when the shell has said that its line is empty, and no key was typed since the question. */
  async #whatIsBusy(answerMs = ANSWER_MS): Promise<BusyWith | undefined> {
    if (this.#isClosed || this.#options.output.modes.isAlternate) return 'program'
    if (this.#state.phase === 'submitted' || this.#state.hasTypedAhead) {
      await pause(this.#options.clock, SETTLE_MS)
      this.#state.settled()
    }
    if (this.#state.phase === 'continuation') return 'line'
    if (this.#state.phase !== 'prompt') return 'program'
    if (this.#state.isAfterPrefix) return 'unclear'
    const length = await this.#askForLine(answerMs)
    if (length === undefined || this.#isClosed) return 'unclear'
    return length === 0 ? undefined : 'line'
  }

  /**
   * The answer comes after all keys that were typed before the question. A key that is typed meanwhile makes the answer useless, and so does the
   * answer to an earlier question.
   */
  async #askForLine(answerMs: number): Promise<number | undefined> {
    this.#unanswered += 1
    const asked = this.#unanswered
    const answer = this.#untilMark(({ mark }) => mark === 'L' && this.#unanswered === 0)
    this.#options.type(ASK_FOR_LINE)
    const { typedCount } = this.#state
    const mark = await this.#before(answer, answerMs)
    // A program has read an earlier question, so the answers do not add up.
    if (mark === undefined && this.#unanswered < asked) this.#unanswered = 0
    return mark?.mark === 'L' && typedCount === this.#state.typedCount ? mark.length : undefined
  }

  async #interrupt(): Promise<void> {
    for (const limitMs of INTERRUPT_MS) {
      const prompt = this.#untilMark(({ mark }) => mark === 'B')
      this.#options.type(CTRL_C)
      if ((await this.#before(prompt, limitMs)) !== undefined || this.#isClosed) break
    }
    await this.#untilMirrored()
  }

  async #untilMirrored(): Promise<void> {
    await this.#before(this.#options.output.mirrored(), MIRROR_MS)
  }

  /** Resolves with the next such mark; with undefined when the runner closes. */
  async #untilMark(isWanted: (mark: ShellMark) => boolean): Promise<ShellMark | undefined> {
    const { promise, resolve } = Promise.withResolvers<ShellMark | undefined>()
    const notify = (mark: ShellMark | undefined): void => {
      if (mark !== undefined && !isWanted(mark)) return
      this.#markWaiters.delete(notify)
      resolve(mark)
    }
    this.#markWaiters.add(notify)
    return promise
  }

  /** Undefined after the time limit. */
  async #before<Value>(work: Promise<Value>, limitMs: number): Promise<Value | undefined> {
    return within(work, { clock: this.#options.clock, limitMs, onLate: () => undefined })
  }
}

/**
 * The bytes that type a run block. With bracketed paste, several lines are one paste, so that the first command cannot read the next lines as
 * its input. Without it, Enter follows each line. `isRun`: Enter also follows the last line.
 */
export function encodeRunBlock(text: string, options: { isBracketedPaste: boolean; isRun: boolean }): Uint8Array {
  // An ESC in the text could end the paste early. No lesson needs one.
  const lines = text.replaceAll('\u001B', '').replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n')
  const isPasted = options.isBracketedPaste && lines.length > 1
  const typed = isPasted ? PASTE_BEGIN + lines.join('\n') + PASTE_END : lines.join('\r')
  return new TextEncoder().encode(options.isRun ? `${typed}\r` : typed)
}
