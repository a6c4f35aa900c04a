import type { ServerTerminalMessage } from '#protocol/messages.ts'

/** `half-line` and `unclear` are kinds of `busy`: the line has text, or the shell has not said whether it has. */
export type RunOutcome = 'typed' | 'busy' | 'half-line' | 'unclear' | 'unknown' | 'offline'

export function outcomeOf({ outcome, busyWith }: Extract<ServerTerminalMessage, { type: 'run' }>): RunOutcome {
  if (outcome !== 'busy' || busyWith === undefined || busyWith === 'program') return outcome
  return busyWith === 'line' ? 'half-line' : 'unclear'
}

/** The run block that the server was asked to type. It is never sent again: after a cut the outcome is `offline`, and the learner decides. */
export class RunRequest {
  #blockId: string | undefined
  #answer: ((outcome: RunOutcome) => void) | undefined

  start(blockId: string): Promise<RunOutcome> {
    this.abandon()
    const { promise, resolve } = Promise.withResolvers<RunOutcome>()
    this.#blockId = blockId
    this.#answer = resolve
    return promise
  }

  answer(blockId: string, outcome: RunOutcome): void {
    if (blockId === this.#blockId) this.#end(outcome)
  }

  abandon(): void {
    this.#end('offline')
  }

  #end(outcome: RunOutcome): void {
    const answer = this.#answer
    this.#answer = undefined
    this.#blockId = undefined
    answer?.(outcome)
  }
}
