import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { LabOrigin } from '#server/model/lab.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import type { ClassAccess } from './class-access.ts'
import type { Visitor } from './sessions.ts'

/** A request with the results of the gatekeeper. */
export interface AdmittedRequest {
  request: IncomingMessage
  address: string
  origin: LabOrigin
  params: Readonly<Record<string, string>>
  visitor: Visitor | undefined
  lab: LiveLab | undefined
  access: ClassAccess | undefined
}

/** An authorized request, for a handler. */
export class Call {
  readonly request: IncomingMessage
  readonly address: string
  /** The client's browser and address as keyed hashes. */
  readonly origin: LabOrigin
  /** The values of the placeholders of the path. */
  readonly params: Readonly<Record<string, string>>
  /** Headers that the handler adds to the reply. */
  readonly replyHeaders: Record<string, string | string[]> = {}
  readonly #admitted: AdmittedRequest

  constructor(admitted: AdmittedRequest) {
    this.request = admitted.request
    this.address = admitted.address
    this.origin = admitted.origin
    this.params = admitted.params
    this.#admitted = admitted
  }

  /** For actions with `who: 'learner'`. */
  get learner(): Learner {
    return this.visitor.learner
  }

  /** The learner with the browser's session, for actions with `who: 'learner'`. */
  get visitor(): Visitor {
    if (this.#admitted.visitor === undefined) throw new KindlabError('session.missing')
    return this.#admitted.visitor
  }

  /** For actions with a relation to a class. */
  get access(): ClassAccess {
    if (this.#admitted.access === undefined) throw new KindlabError('class.not_found')
    return this.#admitted.access
  }

  /** For actions with `relation: 'own lab'`. */
  get lab(): LiveLab {
    if (this.#admitted.lab === undefined) throw new KindlabError('lab.not_found')
    return this.#admitted.lab
  }
}
