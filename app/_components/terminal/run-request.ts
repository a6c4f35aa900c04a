export type RunOutcome = 'typed' | 'busy' | 'unknown' | 'offline'

/** The one run block that a terminal has been asked to type. It is asked once: a cut means `offline`, and the learner decides. */
export class RunRequest {
  #blockId: string | undefined
  #answer: ((outcome: RunOutcome) => void) | undefined

  begin(blockId: string): Promise<RunOutcome> {
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
