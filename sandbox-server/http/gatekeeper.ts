/** Authorizes every request by the policy, before its handler runs. */
import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Role } from '#protocol/people.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { LabOrigin } from '#server/model/lab.ts'
import type { Store } from '#server/store/open-store.ts'
import { isClassRelation, requireClass } from './class-access.ts'
import type { AccessGate } from './access-gate.ts'
import type { AllowedAddresses } from './allowed-addresses.ts'
import { Call } from './call.ts'
import { clientAddress } from './client-address.ts'
import type { CookieSigner } from './cookie-signer.ts'
import { type Action, POLICY, type PolicyRow, policyOf } from './policy.ts'
import type { RateLimits } from './rate-limits.ts'
import { requireToken } from './api-tokens.ts'
import type { Sessions, Visitor } from './sessions.ts'
import type { SignInWays } from './sign-in-ways.ts'

export interface GatekeeperOptions {
  addresses: AllowedAddresses
  signer: CookieSigner
  access: AccessGate
  sessions: Sessions
  labs: Pick<Labs, 'find' | 'isReadOnly'>
  store: Pick<Store, 'classes' | 'tokens' | 'learners'>
  limits: RateLimits
  ways: SignInWays
  isStopping: () => boolean
  wallNow: () => number
  /** Default: the policy of the server. The test of the matrix changes its rules. */
  policyOf?: (action: Action) => PolicyRow
}

export class Gatekeeper {
  readonly #options: GatekeeperOptions

  constructor(options: GatekeeperOptions) {
    this.#options = options
  }

  /** @throws KindlabError `request.origin` for a wrong `Host`, `request.proxy` for a proxy that is not configured */
  requireAddress(request: IncomingMessage): void {
    const { host } = request.headers
    if (!this.#options.addresses.isHost(host)) throw new KindlabError('request.origin', { detail: 'Host' })
    if (!this.#options.addresses.isProxyExpected && isForwarded(request)) throw new KindlabError('request.proxy')
  }

  /** @throws KindlabError if the policy does not allow the action */
  async admit(action: Action, request: IncomingMessage, params: Readonly<Record<string, string>>): Promise<Call> {
    const policy = (this.#options.policyOf ?? policyOf)(action)
    const address = clientAddress(request, this.#options.addresses.isProxyExpected)
    this.#requireOwnPage(request, policy)
    if (policy.who !== 'anyone') await this.#requireAccess(request)
    if (isUnsafe(request)) this.#requireRunning()
    if (isUnsafe(request) && policy.isAlwaysAllowed !== true && this.#options.labs.isReadOnly)
      throw new KindlabError('server.read_only')
    const isForLearners = policy.who !== 'anyone' && policy.who !== 'visitor'
    const visitor = isForLearners ? await this.#requireLearner(request) : undefined
    if (visitor !== undefined && !hasRole(visitor.learner.role, policy.who)) throw new KindlabError('role.missing')
    if (policy.rate !== undefined) await this.#options.limits.take(policy.rate, visitor?.learner.id ?? address)
    const lab = policy.relation === 'own lab' ? this.#requireOwnLab(visitor, params['id']) : undefined
    const { store } = this.#options
    const access = isClassRelation(policy.relation)
      ? await requireClass(store, { visitor, relation: policy.relation, params })
      : undefined
    if (policy.relation === 'token of class')
      await requireToken(store, { request, classId: params['id'] ?? '', now: this.#options.wallNow() })
    if (policy.relation === 'own session') await this.#options.sessions.requireOwn(visitor, params['id'])
    return new Call({ request, address, origin: this.#originOf(request, address), params, visitor, lab, access })
  }

  /** For `socket.open`. The ticket identifies the learner and the lab afterwards. */
  async admitSocket(request: IncomingMessage): Promise<void> {
    const { addresses, limits } = this.#options
    this.requireAddress(request)
    const { origin, host } = request.headers
    if (!addresses.isOrigin(origin, host)) throw new KindlabError('request.origin', { detail: 'Origin' })
    await limits.take(POLICY['socket.open'].rate, clientAddress(request, this.#options.addresses.isProxyExpected))
    await this.#requireAccess(request)
    this.#requireRunning()
  }

  /** The browser's learner and session, for a socket. */
  async findVisitor(request: IncomingMessage): Promise<Visitor | undefined> {
    return this.#options.sessions.find(request)
  }

  #originOf(request: IncomingMessage, address: string): LabOrigin {
    const { signer, access } = this.#options
    const browser = access.browserOf(request)
    const origin = { address: signer.digest('address', address) }
    return browser === undefined ? origin : { ...origin, browser: signer.digest('browser', browser) }
  }

  #requireOwnPage(request: IncomingMessage, { from }: PolicyRow): void {
    const { origin, host, 'sec-fetch-site': site } = request.headers
    if (from === 'link' || from === 'provider') return
    // Reading the session creates one. Another site must not trigger that, although it could not read the reply.
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

  async #requireAccess(request: IncomingMessage): Promise<void> {
    const { ways, sessions, access } = this.#options
    if (!ways.isAnonymous) {
      if ((await sessions.find(request)) === undefined) throw new KindlabError('sign_in.required')
    } else if (!access.isOpenFor(request)) throw new KindlabError('access.required')
  }

  async #requireLearner(request: IncomingMessage): Promise<Visitor> {
    const visitor = await this.#options.sessions.find(request)
    if (visitor === undefined) throw new KindlabError('session.missing')
    return visitor
  }

  #requireOwnLab(visitor: Visitor | undefined, labId: string | undefined): LiveLab {
    const lab = labId === undefined ? undefined : this.#options.labs.find(labId)
    if (lab === undefined || lab.learnerId !== visitor?.learner.id) throw new KindlabError('lab.not_found')
    return lab
  }
}

function hasRole(role: Role, who: PolicyRow['who']): boolean {
  if (who === 'admin') return role === 'admin'
  return who !== 'instructor' || role !== 'learner'
}

function isForwarded({ headers }: IncomingMessage): boolean {
  return Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
}

function isUnsafe({ method }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD'
}
