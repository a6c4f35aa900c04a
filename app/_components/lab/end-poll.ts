import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'

export type EndingLab = Extract<LabView, { state: 'ending' }>

export interface EndPollOptions {
  /** @throws KindlabError `lab.not_found`, or why the server did not answer */
  readLab(labId: string): Promise<LabView>
  wait(durationMs: number): Promise<void>
}

const POLL_EVERY_MS = 1_000

/** Polls a lab until it has ended: the server closes the connection when the end begins. */
export class EndPoll {
  readonly #options: EndPollOptions
  #labId: string | undefined

  constructor(options: EndPollOptions) {
    this.#options = options
  }

  /** Resolves to the lab when it no longer ends; to undefined when another call polls it, or `isShown` is false. */
  async untilEnded(lab: EndingLab, isShown: () => boolean): Promise<LabView | undefined> {
    if (this.#labId === lab.id) return undefined
    this.#labId = lab.id
    try {
      while (this.#labId === lab.id && isShown()) {
        await this.#options.wait(POLL_EVERY_MS)
        const polled = await this.#read(lab)
        if (polled.state !== 'ending') return isShown() ? polled : undefined
      }
      return undefined
    } finally {
      if (this.#labId === lab.id) this.#labId = undefined
    }
  }

  async #read(lab: EndingLab): Promise<LabView> {
    try {
      return await this.#options.readLab(lab.id)
    } catch (error) {
      const isGone = error instanceof KindlabError && error.code === 'lab.not_found'
      // Any other error: retry.
      return isGone ? { ...lab, state: 'ended', reason: lab.reason ?? 'learner' } : lab
    }
  }
}
