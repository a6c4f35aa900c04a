/** Holds every request against the policy before a route sees it. */
import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/errors.ts'
import { REQUEST_HEADER } from '#protocol/routes.ts'
import type { LabRegistry } from '#server/labs/lab-registry.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { Learner } from '#server/store/learner-store.ts'
import type { AccessGate } from './access-gate.ts'
import type { AllowedAddresses } from './allowed-addresses.ts'
import { Call } from './call.ts'
import { clientAddress } from './client-address.ts'
import { type Action, POLICY, type PolicyRow, policyOf } from './policy.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Sessions } from './sessions.ts'

export interface GatekeeperOptions {
  addresses: AllowedAddresses
  access: AccessGate
  sessions: Sessions
  registry: LabRegistry
  limits: RateLimits
  isStopping: () => boolean
}

export class Gatekeeper {
  readonly #options: GatekeeperOptions

  constructor(options: GatekeeperOptions) {
    this.#options = options
  }

  /** @throws KindlabError `request.origin` when the request was meant for, or made by, another site. */
  requireAddress(request: IncomingMessage): void {
    const { host } = request.headers
    if (!this.#options.addresses.isHost(host)) throw new KindlabError('request.origin', { detail: 'Host' })
  }

  /** @throws KindlabError for whatever the policy does not allow. */
  async admit(action: Action, request: IncomingMessage, params: Readonly<Record<string, string>>): Promise<Call> {
    const policy = policyOf(action)
    const address = clientAddress(request)
    this.#requireOwnPage(request, policy)
    if (policy.who !== 'anyone') this.#requireAccess(request)
    if (isUnsafe(request)) this.#requireRunning()
    const learner = policy.who === 'learner' ? await this.#requireLearner(request) : undefined
    if (policy.rate !== undefined) await this.#options.limits.take(policy.rate, learner?.id ?? address)
    const lab = policy.relation === 'own lab' ? this.#requireOwnLab(learner, params['id']) : undefined
    return new Call({ request, address, learner, lab })
  }

  /** For `socket.open`: who the learner is, and that the lab is theirs, is then told by the ticket. */
  async admitSocket(request: IncomingMessage): Promise<void> {
    const { addresses, limits } = this.#options
    this.requireAddress(request)
    const { origin, host } = request.headers
    if (!addresses.isOrigin(origin, host)) throw new KindlabError('request.origin', { detail: 'Origin' })
    await limits.take(POLICY['socket.open'].rate, clientAddress(request))
    this.#requireAccess(request)
    this.#requireRunning()
  }

  /** Whether the request carries the session of just this learner. */
  isFromLearner(request: IncomingMessage, learnerId: string): boolean {
    return this.#options.sessions.learnerIdOf(request) === learnerId
  }

  #requireOwnPage(request: IncomingMessage, { from }: PolicyRow): void {
    const { origin, host, 'sec-fetch-site': site } = request.headers
    if (from === 'link') return
    // Reading one's session begins one: another site must not make browsers do that, though it could not see the answer.
    const isFromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none'
    if (isFromElsewhere) throw new KindlabError('request.origin', { detail: 'Sec-Fetch-Site' })
    if (!isUnsafe(request)) return
    if (!this.#options.addresses.isOrigin(origin, host)) throw new KindlabError('request.origin', { detail: 'Origin' })
    if (from === 'own page' && request.headers[REQUEST_HEADER.name] !== REQUEST_HEADER.value) {
      throw new KindlabError('request.origin', { detail: `${REQUEST_HEADER.name} is missing` })
    }
  }

  #requireRunning(): void {
    if (this.#options.isStopping()) throw new KindlabError('server.restarting')
  }

  #requireAccess(request: IncomingMessage): void {
    if (!this.#options.access.isOpenFor(request)) throw new KindlabError('access.required')
  }

  async #requireLearner(request: IncomingMessage): Promise<Learner> {
    const learner = await this.#options.sessions.find(request)
    if (learner === undefined) throw new KindlabError('session.missing')
    return learner
  }

  #requireOwnLab(learner: Learner | undefined, labId: string | undefined): LiveLab {
    const lab = labId === undefined ? undefined : this.#options.registry.find(labId)
    if (lab === undefined || lab.learnerId !== learner?.id) throw new KindlabError('lab.not_found')
    return lab
  }
}

function isUnsafe({ method }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD'
}
