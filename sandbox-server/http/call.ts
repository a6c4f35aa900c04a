import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/errors.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { Learner } from '#server/store/learner-store.ts'

/** What the gatekeeper found out about a request. */
export interface CallFacts {
  request: IncomingMessage
  address: string
  learner: Learner | undefined
  lab: LiveLab | undefined
}

/** One request that the policy let through, as a route sees it. */
export class Call {
  readonly request: IncomingMessage
  readonly address: string
  readonly #facts: CallFacts

  constructor(facts: CallFacts) {
    this.request = facts.request
    this.address = facts.address
    this.#facts = facts
  }

  /** For actions that the policy keeps for learners. */
  get learner(): Learner {
    if (this.#facts.learner === undefined) throw new KindlabError('session.missing')
    return this.#facts.learner
  }

  /** For actions that the policy ties to the learner's own lab. */
  get lab(): LiveLab {
    if (this.#facts.lab === undefined) throw new KindlabError('lab.not_found')
    return this.#facts.lab
  }
}
