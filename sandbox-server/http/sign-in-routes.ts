/** The sign-in page, and signing in by a password or by the name that a trusted proxy sends. */
import type { Logger } from 'pino'
import type { Labs } from '#server/labs/labs.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import type { AccessGate } from './access-gate.ts'
import { safeNext } from './access-page.ts'
import type { Accounts } from './accounts.ts'
import type { Call } from './call.ts'
import type { CookieSigner } from './cookie-signer.ts'
import { formPage } from './form-page.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Reply } from './reply.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'
import type { Sessions } from './sessions.ts'
import type { SignInWays } from './sign-in-ways.ts'
import { readTrustedName } from './trusted-header.ts'

export const SIGN_IN_PATH = '/sign-in'
const TAKE_PATH = '/sign-in/take-progress'
const TAKE_PURPOSE = 'take-progress'
const TAKE_LIFETIME_MS = 600_000

export interface SignInParts {
  gate: AccessGate
  sessions: Sessions
  accounts: Accounts
  store: Store
  labs: Labs
  limits: RateLimits
  signer: CookieSigner
  ways: SignInWays
  wallNow: () => number
  log: Logger
}

interface Question {
  next: string
  login?: string
  problem?: string
  status?: number
}

export function signInRoutes(parts: SignInParts): Route[] {
  return [
    { action: 'sign_in.ask', method: 'GET', path: SIGN_IN_PATH, handle: (call) => showForm(parts, call) },
    { action: 'sign_in.give', method: 'POST', path: SIGN_IN_PATH, handle: (call) => acceptForm(parts, call) },
    { action: 'sign_in.take_progress', method: 'POST', path: TAKE_PATH, handle: (call) => takeProgress(parts, call) },
  ]
}

async function showForm(parts: SignInParts, call: Call): Promise<Reply> {
  const { ways, accounts, store, wallNow } = parts
  const next = safeNext(new URLSearchParams((call.request.url ?? '').split('?')[1]).get('next'))
  if (ways.header === undefined) return askToSignIn(parts, { next })
  const name = readTrustedName(call.request, ways.header)
  if (name === undefined) {
    if (ways.hasPassword || ways.oidc !== undefined) return askToSignIn(parts, { next })
    return formPage({ title: 'Sign in', text: 'The proxy in front of this site did not send your name.', status: 403 })
  }
  const learner = await accounts.findOrCreate({ issuer: 'header', subject: name }, name.slice(0, 40), 'learner')
  await store.audit.add({ event: 'sign_in.accepted', learnerId: learner.id, detail: 'header' }, wallNow())
  return enterAccount(parts, call, { learner, next })
}

/** The page with all ways to sign in that a person can choose. */
export function askToSignIn({ ways: { oidc, hasPassword } }: SignInParts, question: Question): Reply {
  const { next, login = '', problem, status = problem === undefined ? 200 : 403 } = question
  const href = `/auth/login?next=${encodeURIComponent(next)}`
  const links = oidc === undefined ? [] : [{ href, label: `Sign in with ${oidc.label}`, isButton: true }]
  const page = { title: 'Sign in', problem, status, links }
  if (!hasPassword) {
    return formPage({ ...page, text: oidc === undefined ? 'This site has no way to sign in here.' : '' })
  }
  const form = {
    action: SIGN_IN_PATH,
    fields: [
      { name: 'login', label: 'Login', type: 'text', autocomplete: 'username', value: login },
      { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    ],
    hidden: { next },
    button: 'Sign in',
  } as const
  const own = 'the login and the password of your account on this site'
  const text = oidc === undefined ? `Use ${own}.` : `Use the account of ${oidc.label}, or ${own}.`
  return formPage({ ...page, text, form })
}

async function acceptForm(parts: SignInParts, call: Call): Promise<Reply> {
  const { accounts, limits, store, wallNow, ways } = parts
  const form = await readForm(call.request)
  const next = safeNext(form.get('next'))
  const login = form.get('login') ?? ''
  const account = `account:${login.trim().toLowerCase()}`
  if (!ways.hasPassword) return askToSignIn(parts, { next, problem: 'This site has no passwords.' })
  await limits.take('signIn', account)
  const learner = await accounts.findByPassword(login, form.get('password') ?? '')
  if (learner === undefined) {
    await store.audit.add({ event: 'sign_in.refused', subject: login.slice(0, 100) }, wallNow())
    return askToSignIn(parts, { next, login, problem: 'Login or password is wrong. Try again.' })
  }
  await limits.giveBack('signIn', account)
  await limits.giveBack('signInAddress', call.address)
  await store.audit.add({ event: 'sign_in.accepted', learnerId: learner.id, detail: 'password' }, wallNow())
  return enterAccount(parts, call, { learner, next })
}

/** Begins the session, and asks what happens to the results of an anonymous learner of this browser. */
export async function enterAccount(
  parts: SignInParts,
  call: Call,
  { learner, next }: { learner: Learner; next: string },
): Promise<Reply> {
  const { sessions, signer, wallNow } = parts
  const anonymous = await anonymousOf(parts, call)
  const { cookie } = await sessions.begin(call.request, learner, { isAccount: true })
  const headers = { 'set-cookie': [cookie, ...accessCookie(parts, call)] }
  if (anonymous === undefined || anonymous.id === learner.id) {
    return { status: 303, headers: { ...headers, location: next } }
  }
  const offer = `${anonymous.id}:${learner.id}:${wallNow() + TAKE_LIFETIME_MS}`
  return formPage({
    title: 'Take the progress of this browser?',
    text: 'This browser has results of a learner without an account. Take them into your account only if they are yours. A running lab of that learner ends.',
    form: {
      action: TAKE_PATH,
      fields: [],
      hidden: { next, offer: signer.sign(TAKE_PURPOSE, offer) },
      button: 'They are mine: take them',
      second: 'Leave them',
    },
    headers,
  })
}

async function anonymousOf({ sessions, accounts, store }: SignInParts, call: Call): Promise<Learner | undefined> {
  const visitor = await sessions.find(call.request)
  if (visitor === undefined || (await accounts.isAccount(visitor.learner))) return undefined
  const progress = await store.stepProgress.findByLearner(visitor.learner.id)
  return Object.keys(progress).length === 0 ? undefined : visitor.learner
}

async function takeProgress(parts: SignInParts, call: Call): Promise<Reply> {
  const { sessions, signer, store, labs, wallNow } = parts
  const form = await readForm(call.request)
  const location = safeNext(form.get('next'))
  const [from = '', to = '', until] = signer.verify(TAKE_PURPOSE, form.get('offer') ?? '')?.split(':') ?? []
  const visitor = await sessions.find(call.request)
  const isOffer = visitor?.learner.id === to && from !== '' && Number(until) > wallNow()
  if (form.get('answer') === 'yes' && isOffer) {
    const lab = labs.ofLearner(from)
    if (lab !== undefined) await labs.end(lab, 'learner')
    await store.learners.moveResults(from, to)
    await store.audit.add({ event: 'account.progress_taken', learnerId: to, subject: from }, wallNow())
  }
  return { status: 303, headers: { location } }
}

/** A person who may sign in needs no access code. */
export function accessCookie({ gate }: Pick<SignInParts, 'gate'>, { request }: Call): string[] {
  return gate.isOpenFor(request) ? [] : [gate.cookie()]
}
