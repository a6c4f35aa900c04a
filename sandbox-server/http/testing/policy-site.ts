/** A gatekeeper with people, classes, labs and a token. It decides about requests that no handler answers. */
import { randomBytes } from 'node:crypto'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { createFakeLabWorld, lesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { Labs } from '#server/labs/labs.ts'
import { AccessGate } from '../access-gate.ts'
import { AllowedAddresses } from '../allowed-addresses.ts'
import { CookieSigner } from '../cookie-signer.ts'
import { Gatekeeper } from '../gatekeeper.ts'
import type { Action, PolicyRow } from '../policy.ts'
import { type RateName, RateLimits } from '../rate-limits.ts'
import { errorReply } from '../reply.ts'
import { Sessions } from '../sessions.ts'
import { DEFAULT_WAYS } from '../sign-in-ways.ts'
import { type Caller, type CallerKind, CALLERS, VISITORS } from './expected-permissions.ts'

const HOST = '127.0.0.1:7000'
export const ORIGIN = `http://${HOST}`
const DAY_MS = 86_400_000

/** Headers of a caller, and ids of the caller's own things. */
export interface KnownCaller {
  kind: CallerKind
  headers: Readonly<Record<string, string>>
  session: string
  lab: string
}

export interface Decision {
  isAllowed: boolean
  /** The reply of a refusal. */
  refusal: string
  rates: readonly RateName[]
}

export interface Question {
  action: Action
  method: string
  headers: Readonly<Record<string, string>>
  params?: Readonly<Record<string, string>>
  isReadOnly?: boolean
}

/** Records the limits that are asked, and counts nothing. */
class RecordedLimits extends RateLimits {
  readonly taken: RateName[] = []

  override async take(rate: RateName): Promise<void> {
    this.taken.push(rate)
  }
}

function requestOf(method: string, headers: Readonly<Record<string, string>>): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.method = method
  Object.assign(request.headers, { host: HOST, ...headers })
  return request
}

export async function startPolicySite() {
  await using stack = new AsyncDisposableStack()
  const world = stack.use(await createFakeLabWorld({ labsPerAddress: 1_000 }))
  const labs = new Labs(world)
  await labs.start()
  stack.defer(() => labs.close())
  const { store, newId } = world
  const wallNow = () => world.clock.wallNow()
  const base = { signer: new CookieSigner(randomBytes(32)), instance: 'test', isSecure: false, wallNow }
  const sessions = new Sessions({ ...base, store, newId })
  const access = new AccessGate({ ...base, mode: { kind: 'code', code: 'quiet river' } })
  const addresses = new AllowedAddresses({ host: '127.0.0.1', port: 7000, publicOrigin: undefined })
  const rest = { ...base, addresses, access, sessions, store, ways: DEFAULT_WAYS, isStopping: () => false }

  /** Decides by `policyOf`, as the server does by its policy. */
  const decide = async (question: Question, policyOf: (action: Action) => PolicyRow): Promise<Decision> => {
    const { action, method, headers, params = {}, isReadOnly = false } = question
    const limits = new RecordedLimits(wallNow)
    const known = { find: (id: string) => labs.find(id), isReadOnly }
    const gatekeeper = new Gatekeeper({ ...rest, labs: known, limits, policyOf })
    try {
      await gatekeeper.admit(action, requestOf(method, headers), params)
      return { isAllowed: true, refusal: '', rates: limits.taken }
    } catch (error) {
      const { status, body } = errorReply(error)
      return { isAllowed: false, refusal: `${status} ${JSON.stringify(body)}`, rates: limits.taken }
    }
  }

  const [accessCookie = ''] = access.cookie().split(';')
  const people = await addPeople({ world, labs, sessions, accessCookie })
  const kept = stack.move()
  return { ...people, decide, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

export type PolicySite = Awaited<ReturnType<typeof startPolicySite>>

interface People {
  world: Awaited<ReturnType<typeof createFakeLabWorld>>
  labs: Labs
  sessions: Sessions
  accessCookie: string
}

/** All callers, and the learner with the foreign things. */
async function addPeople(parts: People) {
  const { store, clock } = parts.world
  const now = clock.wallNow()
  const limits = { startsAt: undefined, endsAt: undefined, seats: undefined }
  for (const id of ['class-a', 'class-b', 'class-c']) {
    await store.classes.add({ id, name: id, ...limits, settings: DEFAULT_CLASS_SETTINGS }, now)
  }
  const foreign = await enter(parts, { name: 'stranger', role: 'learner', inA: undefined, inB: true })
  await enter(parts, { name: 'pupil', role: 'learner', inA: 'learner', inB: false })
  const callers: KnownCaller[] = []
  for (const caller of CALLERS) callers.push(await enter(parts, caller))
  // The maker of the token teaches class A.
  const token = { classId: 'class-a', learnerId: 'instructor-of-A', name: 'grades', endsAt: now + DAY_MS }
  const authorization = `Bearer ${await store.tokens.add(token, now)}`
  const without = { stranger: {}, visitor: { cookie: parts.accessCookie }, program: { authorization } } as const
  for (const kind of VISITORS) callers.push({ kind, headers: without[kind], session: 'x', lab: 'x' })
  return { callers, foreign }
}

/** Signs the caller in, with a lab. */
async function enter({ world, labs, sessions, accessCookie }: People, caller: Caller): Promise<KnownCaller> {
  const { store, clock } = world
  const { name, role, inA, inB } = caller
  const now = clock.wallNow()
  const { id } = await store.learners.add(name.replaceAll(' ', '-'), now)
  await store.learners.setRole(id, role)
  if (inA !== undefined) await store.classes.addMember('class-a', id, { role: inA, now })
  if (inB) await store.classes.addMember('class-b', id, { role: role === 'learner' ? 'learner' : 'instructor', now })
  const learner = { id, displayName: name, role }
  const { cookie } = await sessions.begin(requestOf('GET', {}), learner, { isAccount: true })
  const [session] = await store.sessions.findByLearner(id, now)
  const lab = await labs.create(id, lesson)
  await settle()
  const headers = { cookie: `${accessCookie}; ${cookie.split(';')[0]}` }
  return { kind: caller, headers, session: session?.id ?? '', lab: lab.labId }
}
