/** Signing in at a provider of OpenID Connect, by links: a form may not be redirected to another site. And the provider's report of a sign-out. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import { safeNext } from './access-page.ts'
import type { Call } from './call.ts'
import { formatCookie, readCookie } from './cookies.ts'
import { nameOf, requireClaim, roleOf } from './oidc-claims.ts'
import { OidcClient, type OidcPerson } from './oidc-client.ts'
import { PendingSignIns } from './pending-sign-ins.ts'
import { type Reply, pathOf } from './reply.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'
import { askToSignIn, enterAccount, type SignInParts } from './sign-in-routes.ts'
import type { OidcSettings } from './sign-in-ways.ts'
import type { Learner } from '#server/store/learner-rows.ts'

const BEGIN_PATH = '/auth/login'
const CALLBACK_PATH = '/auth/callback'
const LOGOUT_PATH = '/auth/provider-logout'

export interface OidcParts extends SignInParts {
  /** The address of the site for learners. */
  origin: string
  /** Part of the cookie's name, as of the session. */
  instance: string
  isSecure: boolean
}

/** The parts that both routes need. */
interface Provider {
  settings: OidcSettings
  client: OidcClient
  pending: PendingSignIns
  cookieName: string
}

export function oidcRoutes(parts: OidcParts): Route[] {
  const { ways, origin, wallNow, isSecure, instance } = parts
  const settings = ways.oidc
  const provider = settings && {
    settings,
    client: new OidcClient(settings, { redirectUri: origin + CALLBACK_PATH, wallNow }),
    pending: new PendingSignIns(wallNow),
    cookieName: `${isSecure ? '__Host-' : ''}kindlab-${instance}-sign-in`,
  }
  return [
    {
      action: 'sign_in.begin',
      method: 'GET',
      path: BEGIN_PATH,
      handle: async (call) => begin(parts, call, requireProvider(provider)),
    },
    {
      action: 'sign_in.return',
      method: 'GET',
      path: CALLBACK_PATH,
      handle: async (call) => finish(parts, call, requireProvider(provider)),
    },
    {
      action: 'sign_in.provider_logout',
      method: 'POST',
      path: LOGOUT_PATH,
      handle: async (call) => endSessions(parts, call, requireProvider(provider)),
    },
  ]
}

function requireProvider(provider: Provider | undefined): Provider {
  if (provider === undefined) throw new KindlabError('not_found')
  return provider
}

async function begin(parts: OidcParts, { request }: Call, { client, pending, cookieName }: Provider): Promise<Reply> {
  const next = safeNext(queryOf(request.url).get('next'))
  try {
    const { location, attempt } = await client.begin()
    const value = pending.add({ attempt, next })
    const cookie = formatCookie(cookieName, { value, maxAgeSeconds: 600, isSecure: parts.isSecure })
    return { status: 303, headers: { location, 'set-cookie': cookie } }
  } catch (error) {
    return askAgain(parts, next, error)
  }
}

async function finish(parts: OidcParts, call: Call, { settings, client, pending, cookieName }: Provider) {
  const { request } = call
  const token = readCookie(request, cookieName) ?? ''
  const signIn = pending.take(token)
  try {
    if (signIn === undefined) throw new KindlabError('sign_in.expired')
    const query = (request.url ?? '').slice(pathOf(request).length)
    const person = await client.finish(query, signIn.attempt)
    requireClaim(person.claims, settings)
    const learner = await findPerson(parts, person, settings)
    const entry = { event: 'sign_in.accepted', learnerId: learner.id, detail: 'oidc' }
    await parts.store.audit.add(entry, parts.wallNow())
    return await enterAccount(parts, call, { learner, next: signIn.next })
  } catch (error) {
    return askAgain(parts, signIn?.next ?? '/', error)
  }
}

/** Ends all sessions of the person whom the provider's logout token names. An unknown person has none. */
async function endSessions(
  { store, wallNow, log }: OidcParts,
  { request }: Call,
  { client }: Provider,
): Promise<Reply> {
  const token = (await readForm(request)).get('logout_token') ?? ''
  try {
    const identity = await store.identities.find(await client.readLogout(token))
    if (identity !== undefined) {
      await store.sessions.removeByLearner(identity.learnerId)
      await store.audit.add({ event: 'sign_in.provider_logout', subject: identity.learnerId }, wallNow())
    }
    return { status: 200 }
  } catch (error) {
    if (!(error instanceof KindlabError)) throw error
    log.warn({ reason: reasonOf(error), code: error.code }, 'oidc.logout_refused')
    return { status: error.code === 'sign_in.refused' ? 400 : error.entry.httpStatus, body: error.toView() }
  }
}

/** The person with the role that the claims give now. */
async function findPerson({ accounts }: OidcParts, person: OidcPerson, settings: OidcSettings): Promise<Learner> {
  const { issuer, subject, claims } = person
  const role = roleOf(claims, settings)
  const learner = await accounts.findOrCreate({ issuer, subject }, nameOf(claims), role ?? 'learner')
  if (role === undefined || role === learner.role) return learner
  await accounts.setRole(learner, role)
  return { ...learner, role }
}

/** The sign-in page with the problem, and with all other ways. */
async function askAgain(parts: OidcParts, next: string, error: unknown): Promise<Reply> {
  if (!(error instanceof KindlabError)) throw error
  const { store, wallNow, log } = parts
  const isDown = error.code === 'sign_in.provider_down'
  log.warn({ reason: reasonOf(error), code: error.code }, isDown ? 'oidc.provider_down' : 'oidc.refused')
  if (!isDown) await store.audit.add({ event: 'sign_in.refused', detail: `oidc ${error.code}` }, wallNow())
  const problem = `${error.message} ${error.entry.action}`
  return askToSignIn(parts, { next, problem, status: error.entry.httpStatus })
}

function queryOf(url: string | undefined): URLSearchParams {
  return new URLSearchParams((url ?? '').split('?')[1])
}

/** The messages of the causes: other fields of the library's errors can hold tokens and claims. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${reasonOf(error.cause)}` : error.message
}
