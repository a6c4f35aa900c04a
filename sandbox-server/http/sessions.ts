import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import type { Session } from '#server/store/session-rows.ts'
import type { CookieSigner } from './cookie-signer.ts'
import { formatCookie, readCookie } from './cookies.ts'
import { deviceOf } from './device.ts'
import { lifetimeOf } from './session-lifetime.ts'

const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/
/** Cookies of versions without a table of sessions are signed for this purpose. */
const SIGNED_PURPOSE = 'session'
/** Minimum interval between two updates of `seenAt`. */
const TOUCH_MS = 60_000

export interface SessionsOptions {
  signer: CookieSigner
  store: Pick<Store, 'learners' | 'sessions'>
  /** Part of the cookie's name: a cookie has no port, and two servers on one machine must not share a cookie. */
  instance: string
  isSecure: boolean
  newId: () => string
  wallNow: () => number
}

/** A browser's learner. Without a session: the browser has the signed cookie of an older version. */
export interface Visitor {
  learner: Learner
  session: Session | undefined
}

/** A learner, and the `Set-Cookie` of the browser's session. */
export interface Entered {
  learner: Learner
  cookie: string
}

/** Finds the learner of a browser. The cookie holds a random token; the store holds its hash. */
export class Sessions {
  readonly #options: SessionsOptions
  readonly #cookieName: string

  constructor(options: SessionsOptions) {
    this.#options = options
    this.#cookieName = `${options.isSecure ? '__Host-' : ''}kindlab-${options.instance}`
  }

  /** @throws KindlabError `learner.blocked` */
  async find(request: IncomingMessage): Promise<Visitor | undefined> {
    const { learners } = this.#options.store
    const session = await this.#findSession(request)
    const id = session?.learnerId ?? (await this.#signedLearnerOf(request))
    if (id === undefined) return undefined
    if (await learners.isBlocked(id)) throw new KindlabError('learner.blocked')
    const learner = await learners.find(id)
    return learner && { learner, session }
  }

  /** Calls `permit` before it creates a learner; `permit` may throw to refuse. */
  async findOrCreate(request: IncomingMessage, permit: () => Promise<void>): Promise<Entered> {
    const known = await this.find(request)
    if (known?.session !== undefined) {
      return { learner: known.learner, cookie: this.#cookie(this.#tokenOf(request) ?? '', known.session) }
    }
    if (known === undefined) await permit()
    const { store, newId, wallNow } = this.#options
    return this.begin(request, known?.learner ?? (await store.learners.add(newId(), wallNow())), { isAccount: false })
  }

  /** Begins a session with a new token, and ends the browser's present one. `isAccount`: the learner can sign in again. */
  async begin(request: IncomingMessage, learner: Learner, { isAccount }: { isAccount: boolean }): Promise<Entered> {
    const { store, newId, wallNow } = this.#options
    const present = await this.#findSession(request)
    if (present !== undefined) await store.sessions.remove(present.id)
    const now = wallNow()
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    const { idleMs, absoluteMs } = lifetimeOf(learner.role, isAccount)
    const device = deviceOf(request.headers['user-agent'])
    const times = { createdAt: now, seenAt: now, idleMs, endsAt: now + absoluteMs }
    const session = { id: newId(), learnerId: learner.id, device, ...times }
    await store.sessions.add(hash(token), session)
    return { learner, cookie: this.#cookie(token, session) }
  }

  /** The current sessions of a learner, the one that was used last first. */
  async list(learnerId: string): Promise<Session[]> {
    return this.#options.store.sessions.findByLearner(learnerId, this.#options.wallNow())
  }

  /** @throws KindlabError `not_found` unless the learner has this session */
  async requireOwn(visitor: Visitor | undefined, id: string | undefined): Promise<void> {
    const own = visitor === undefined ? [] : await this.list(visitor.learner.id)
    if (!own.some((session) => session.id === id)) throw new KindlabError('not_found')
  }

  /** Ends the browser's session, or all sessions of its learner. Returns the `Set-Cookie` that removes the cookie. */
  async end({ learner, session }: Visitor, { everywhere }: { everywhere: boolean }): Promise<string> {
    const { sessions, learners } = this.#options.store
    await learners.refuseSignedCookie(learner.id)
    if (everywhere) await sessions.removeByLearner(learner.id)
    else if (session !== undefined) await sessions.remove(session.id)
    return this.removeCookie()
  }

  /** The `Set-Cookie` that removes the cookie. */
  removeCookie(): string {
    return formatCookie(this.#cookieName, { value: '', maxAgeSeconds: 0, isSecure: this.#options.isSecure })
  }

  async #findSession(request: IncomingMessage): Promise<Session | undefined> {
    const { store, wallNow } = this.#options
    const token = this.#tokenOf(request)
    if (token === undefined) return undefined
    const session = await store.sessions.find(hash(token), wallNow())
    if (session !== undefined && wallNow() - session.seenAt >= TOUCH_MS) {
      await store.sessions.touch(session.id, wallNow())
    }
    return session
  }

  #tokenOf(request: IncomingMessage): string | undefined {
    const value = readCookie(request, this.#cookieName)
    return value !== undefined && TOKEN.test(value) ? value : undefined
  }

  async #signedLearnerOf(request: IncomingMessage): Promise<string | undefined> {
    const { signer, store } = this.#options
    const id = signer.verify(SIGNED_PURPOSE, readCookie(request, this.#cookieName))
    return id !== undefined && (await store.learners.takesSignedCookie(id)) ? id : undefined
  }

  #cookie(token: string, { idleMs }: Session): string {
    const maxAgeSeconds = Math.floor(idleMs / 1000)
    return formatCookie(this.#cookieName, { value: token, maxAgeSeconds, isSecure: this.#options.isSecure })
  }
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
