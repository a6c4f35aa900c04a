/** N1, N17: every action of the policy, by every role, in every relation, with ids that are own, foreign and unknown. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { endpointOf, ENDPOINT_NAMES } from '#protocol/api.ts'
import type { Role } from '#protocol/people.ts'
import { createFakeLabWorld, lesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { Labs } from '#server/labs/labs.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import { AccessGate } from './access-gate.ts'
import { AllowedAddresses } from './allowed-addresses.ts'
import { CookieSigner } from './cookie-signer.ts'
import { Gatekeeper } from './gatekeeper.ts'
import { type Action, isAction, POLICY } from './policy.ts'
import { RateLimits } from './rate-limits.ts'
import { errorReply, sendReply } from './reply.ts'
import { Sessions } from './sessions.ts'
import { DEFAULT_WAYS } from './sign-in-ways.ts'

/** The expected requirement of every action. A change of the policy must be made here as well. */
const EXPECTED: Record<Requirement, readonly Action[]> = {
  nothing: [
    ...(['process.probe', 'metrics.read', 'access.ask', 'access.give', 'sign_in.ask', 'sign_in.give'] as const),
    ...(['sign_in.begin', 'sign_in.return', 'sign_in.provider_logout'] as const),
    ...(['invite.ask', 'invite.take', 'site.read', 'api.describe', 'session.read'] as const),
  ],
  session: [
    ...(['sign_in.take_progress', 'session.end', 'sessions.list', 'learner.rename', 'lab.create'] as const),
    ...(['learner.remove', 'learner.export'] as const),
    ...(['exam.results', 'hints.count', 'quiz.answer', 'classes.list'] as const),
  ],
  'instructor of the site': ['classes.create'],
  'admin of the site': ['audit.list'],
  // A token, and never a session: http/api-tokens.test.ts has its cases.
  'token of the class': ['token.class_results'],
  'own session': ['sessions.end'],
  'own lab': [
    ...(['lab.read', 'lab.end', 'lab.work', 'lab.extend', 'lab.keep', 'lab.resume', 'lab.reset'] as const),
    ...(['exam.open', 'exam.hand_in', 'solution.read', 'ticket.create', 'socket.open'] as const),
  ],
  'member of the class': ['class.ticket', 'help.ask', 'help.cancel'],
  'instructor of the class': [
    ...(['class.read', 'class.change', 'class.remove', 'class.create_link', 'class.withdraw_links'] as const),
    ...(['class.import', 'class.board', 'class.results', 'class.results_csv', 'class.broadcast'] as const),
    ...(['class.create_token', 'class.withdraw_tokens'] as const),
  ],
  'instructor of the learner': ['class.learner', 'class.remove_member', 'class.answer_help', 'class.watch'],
}

type Requirement =
  | 'nothing'
  | 'session'
  | 'instructor of the site'
  | 'admin of the site'
  | 'token of the class'
  | 'own session'
  | 'own lab'
  | 'member of the class'
  | 'instructor of the class'
  | 'instructor of the learner'

/** Each caller, with the place in class A. No caller is in class C, which is the foreign one. */
const CALLERS: readonly { name: string; role: Role; inA: 'learner' | 'instructor' | undefined; inB: boolean }[] = [
  { name: 'learner of A', role: 'learner', inA: 'learner', inB: false },
  { name: 'learner of B', role: 'learner', inA: undefined, inB: true },
  { name: 'learner without a class', role: 'learner', inA: undefined, inB: false },
  { name: 'instructor of A', role: 'instructor', inA: 'instructor', inB: false },
  { name: 'instructor of B', role: 'instructor', inA: undefined, inB: true },
  { name: 'instructor without a class', role: 'instructor', inA: undefined, inB: false },
  { name: 'learner who teaches A', role: 'learner', inA: 'instructor', inB: false },
  { name: 'admin', role: 'admin', inA: undefined, inB: false },
]
type Caller = (typeof CALLERS)[number]

const WHICH = ['existing', 'foreign', 'unknown'] as const

function isAllowed(requirement: Requirement, caller: Caller | undefined, which: (typeof WHICH)[number]): boolean {
  const teachesA = caller?.inA === 'instructor' || caller?.role === 'admin'
  // An admin reaches every class that exists.
  const isOwnClass = (isIn: boolean) =>
    which === 'existing' ? isIn || caller?.role === 'admin' : which === 'foreign' && caller?.role === 'admin'
  switch (requirement) {
    case 'nothing':
      return true
    case 'session':
      return caller !== undefined
    case 'instructor of the site':
      return caller !== undefined && caller.role !== 'learner'
    case 'admin of the site':
      return caller?.role === 'admin'
    case 'token of the class':
      return false
    case 'own session':
    case 'own lab':
      return caller !== undefined && which === 'existing'
    case 'member of the class':
      return isOwnClass(caller?.inA !== undefined)
    case 'instructor of the class':
      return isOwnClass(teachesA)
    default:
      return which === 'existing' && teachesA
  }
}

async function listen(stack: AsyncDisposableStack) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  const address = server.address()
  return { server, port: address !== null && typeof address === 'object' ? address.port : 0 }
}

async function start() {
  const stack = new AsyncDisposableStack()
  const world = stack.use(await createFakeLabWorld({ labsPerAddress: 1_000 }))
  const labs = new Labs(world)
  await labs.start()
  stack.defer(() => labs.close())
  const signer = new CookieSigner(randomBytes(32))
  const wallNow = () => world.clock.wallNow()
  const base = { signer, instance: 'test', isSecure: false, wallNow }
  const sessions = new Sessions({ ...base, store: world.store, newId: world.newId })
  const { server, port } = await listen(stack)
  const addresses = new AllowedAddresses({ host: '127.0.0.1', port, publicOrigin: undefined })
  const access = new AccessGate({ ...base, mode: { kind: 'open' } })
  const gatekeeper = () => {
    const limits = new RateLimits(wallNow)
    return new Gatekeeper({
      ...base,
      addresses,
      access,
      sessions,
      labs,
      store: world.store,
      limits,
      ways: DEFAULT_WAYS,
      isStopping: () => false,
    })
  }
  let current = gatekeeper()
  // The gatekeeper decides, and no handler runs: an allowed request changes nothing.
  server.on('request', (request, response) => {
    const [action = '', query = ''] = (request.url ?? '').slice(1).split('?')
    const params = Object.fromEntries(new URLSearchParams(query))
    const decide = async () => {
      if (!isAction(action)) throw new Error(`no action ${action}`)
      await current.admit(action, request, params)
      return { status: 204 }
    }
    void decide()
      .catch((error: unknown) => errorReply(error))
      .then((reply) => sendReply(response, reply))
  })
  const resetLimits = (): void => void (current = gatekeeper())
  return {
    world,
    labs,
    sessions,
    origin: `http://127.0.0.1:${port}`,
    resetLimits,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

type Site = Awaited<ReturnType<typeof start>>

async function addClass({ world: { store, clock } }: Site, id: string): Promise<void> {
  const limits = { startsAt: undefined, endsAt: undefined, seats: undefined }
  await store.classes.add({ id, name: id, ...limits, settings: DEFAULT_CLASS_SETTINGS }, clock.wallNow())
}

/** Returns the client of the caller with the ids of own and foreign things. */
async function enter(site: Site, { name, role, inA, inB }: Caller) {
  const { store, clock } = site.world
  const { id } = await store.learners.add(name.replaceAll(' ', '-'), clock.wallNow())
  await store.learners.setRole(id, role)
  const now = clock.wallNow()
  if (inA !== undefined) await store.classes.addMember('class-a', id, { role: inA, now })
  if (inB) await store.classes.addMember('class-b', id, { role: role === 'learner' ? 'learner' : 'instructor', now })
  const client = new HttpClient(site.origin)
  const [request] = await requestOf(site.origin)
  const { cookie } = await site.sessions.begin(request, { id, displayName: name, role }, { isAccount: true })
  const [pair = ''] = cookie.split(';')
  client.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  const [session] = await store.sessions.findByLearner(id, now)
  const lab = await site.labs.create(id, lesson)
  await settle()
  return { client, session: session?.id ?? '', lab: lab.labId }
}

/** A request without cookies, as the first one of a browser. */
async function requestOf(origin: string) {
  await using stack = new AsyncDisposableStack()
  const { server, port } = await listen(stack)
  const asked = once(server, 'request')
  const answer = new HttpClient(`http://127.0.0.1:${port}`).get('/', { host: new URL(origin).host })
  const [request, response] = await asked
  response.end()
  await answer
  return [request] as const
}

test('the expected matrix names every action of the policy exactly once', () => {
  const named = Object.values(EXPECTED).flat()
  assert.deepEqual(named.toSorted(), Object.keys(POLICY).toSorted())
  for (const name of ENDPOINT_NAMES) assert.ok(named.includes(name), name)
})

test('N1: each action is allowed exactly for the callers of the matrix, and refusals of foreign and unknown ids are the same', async () => {
  await using site = await start()
  await addClass(site, 'class-a')
  await addClass(site, 'class-b')
  await addClass(site, 'class-c')
  const stranger = await enter(site, { name: 'stranger', role: 'learner', inA: undefined, inB: true })
  await enter(site, { name: 'pupil', role: 'learner', inA: 'learner', inB: false })
  let decisions = 0
  for (const caller of [...CALLERS, undefined]) {
    const own = caller === undefined ? undefined : await enter(site, caller)
    const client = own?.client ?? new HttpClient(site.origin)
    for (const [requirement, actions] of entriesOf(EXPECTED)) {
      for (const action of actions) {
        site.resetLimits()
        const refusals = new Map<string, string>()
        for (const which of WHICH) {
          const answer = await ask(client, action, idsOf(which, requirement, own, stranger))
          decisions += 1
          const isOk = answer.status === 204
          const expected = isAllowed(requirement, caller, which)
          assert.equal(isOk, expected, `${action} by ${caller?.name ?? 'a visitor'}, ${which} id: ${answer.text}`)
          if (!isOk) refusals.set(which, `${answer.status} ${answer.text}`)
        }
        assert.ok(new Set(refusals.values()).size <= 1, `${action}: ${[...refusals].join('; ')}`)
      }
    }
  }
  assert.equal(decisions, 9 * 3 * Object.keys(POLICY).length)
})

type Entered = Awaited<ReturnType<typeof enter>>

function idsOf(
  which: (typeof WHICH)[number],
  requirement: Requirement,
  own: Entered | undefined,
  stranger: Entered,
): Record<string, string> {
  if (requirement === 'own session')
    return { id: { existing: own?.session, foreign: stranger.session, unknown: 'x' }[which] ?? 'x' }
  if (requirement === 'own lab')
    return { id: { existing: own?.lab, foreign: stranger.lab, unknown: 'x' }[which] ?? 'x' }
  if (requirement === 'instructor of the learner') {
    // The class is the same: only the member differs.
    return { id: 'class-a', member: { existing: 'pupil', foreign: 'stranger', unknown: 'x' }[which] }
  }
  return { id: { existing: 'class-a', foreign: 'class-c', unknown: 'x' }[which] }
}

function ask(client: HttpClient, action: Action, ids: Record<string, string>) {
  const name = ENDPOINT_NAMES.find((each) => each === action)
  const method = name === undefined ? (POLICY[action].from === 'form' ? 'POST' : 'GET') : endpointOf(name).method
  return client.send(`/${action}?${new URLSearchParams(ids).toString()}`, { method })
}

function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  const keys: Key[] = []
  for (const key in record) keys.push(key)
  return keys.map((key) => [key, record[key]])
}
