/** People who can sign in again: by a password, or by a name that a proxy or a provider vouches for. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Role } from '#protocol/people.ts'
import type { IdentityName } from '#server/store/identity-rows.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import { hashPassword, isPassword, requireGoodPassword } from './passwords.ts'

export interface AccountsOptions {
  store: Store
  newId: () => string
  wallNow: () => number
}

const PASSWORD_LINK_MS = 24 * 3_600_000

export class Accounts {
  readonly #options: AccountsOptions

  constructor(options: AccountsOptions) {
    this.#options = options
  }

  /** Undefined for an unknown login, a wrong password and a blocked person, in the same time. */
  async findByPassword(login: string, password: string): Promise<Learner | undefined> {
    const { identities, learners } = this.#options.store
    const identity = await identities.find(passwordIdentity(login))
    const isRight = await isPassword(password, identity?.secret)
    if (!isRight || identity === undefined || (await learners.isBlocked(identity.learnerId))) return undefined
    return learners.find(identity.learnerId)
  }

  /** The person of this identity. The first sign-in creates the person. */
  async findOrCreate(identity: IdentityName, displayName: string | undefined, role: Role): Promise<Learner> {
    const { store, newId, wallNow } = this.#options
    const known = await store.identities.find(identity)
    const found = known && (await store.learners.find(known.learnerId))
    if (found !== undefined) {
      if (await store.learners.isBlocked(found.id)) throw new KindlabError('learner.blocked')
      return found
    }
    const { id } = await store.learners.add(newId(), wallNow())
    if (displayName !== undefined) await store.learners.rename(id, displayName)
    if (role !== 'learner') await store.learners.setRole(id, role)
    await store.identities.add(identity, id, wallNow())
    return { id, displayName, role }
  }

  /** Creates a person who signs in by this login, without a password yet. @throws KindlabError `account.exists` */
  async add(login: string, displayName: string, role: Role): Promise<Learner> {
    if (await this.#options.store.identities.find(passwordIdentity(login))) throw new KindlabError('account.exists')
    return this.findOrCreate(passwordIdentity(login), displayName, role)
  }

  /** @throws KindlabError `account.unknown` */
  async find(login: string): Promise<Learner> {
    const { store } = this.#options
    const identity = await store.identities.find(passwordIdentity(login))
    const learner = identity && (await store.learners.find(identity.learnerId))
    if (learner === undefined) throw new KindlabError('account.unknown')
    return learner
  }

  /** The code of a link of one use, with which the person sets a password within 24 hours. Older links stop working. */
  async passwordCode({ id }: Learner): Promise<string> {
    const { store, wallNow } = this.#options
    await store.invites.withdrawByLearner(id)
    const endsAt = wallNow() + PASSWORD_LINK_MS
    return store.invites.add({ purpose: 'password', learnerId: id, uses: 1, endsAt }, wallNow())
  }

  /** Ends all sessions of the person. @throws KindlabError `password.weak`, `account.unknown` */
  async setPassword(learner: Learner, password: string): Promise<void> {
    const { identities, sessions } = this.#options.store
    requireGoodPassword(password)
    const own = (await identities.findByLearner(learner.id)).find(({ issuer }) => issuer === 'password')
    if (own === undefined) throw new KindlabError('account.unknown')
    await identities.setSecret(own, await hashPassword(password))
    await sessions.removeByLearner(learner.id)
  }

  /** Changes a role and ends all sessions of the person. @throws KindlabError `account.last_admin` */
  async setRole({ id, role: before }: Learner, role: Role): Promise<void> {
    const { learners, sessions } = this.#options.store
    if (before === 'admin' && role !== 'admin' && (await learners.countAdmins()) <= 1) {
      throw new KindlabError('account.last_admin')
    }
    await learners.setRole(id, role)
    await sessions.removeByLearner(id)
  }

  async isAccount(learner: Pick<Learner, 'id'>): Promise<boolean> {
    return (await this.#options.store.identities.findByLearner(learner.id)).length > 0
  }
}

function passwordIdentity(login: string): IdentityName {
  return { issuer: 'password', subject: login.normalize('NFKC').trim().toLowerCase() }
}
