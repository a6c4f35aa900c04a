/** The dates and settings of a class have effects. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { type ChangeClassBody, ClassView, NewLinkView } from '#protocol/classes.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { SessionView } from '#protocol/views.ts'
import { TestServer } from '#server/testing/test-server.ts'

const HOUR_MS = 3_600_000
const STEP = { module: 'the-node', lesson: 'hands-and-feet', step: 'look' }

async function start() {
  const server = await TestServer.start()
  const { store, clock } = server.world
  const { client: instructor, session } = await server.learner()
  await store.learners.setRole(session.learner.id, 'instructor')
  const { id } = ClassView.parse((await instructor.post(endpointPath('classes.create'), { name: 'Monday' })).json)
  const { client, lab } = await server.learnerWithLab()
  const learnerId = server.labs.find(lab.id)?.learnerId ?? ''
  await store.classes.addMember(id, learnerId, { role: 'learner', now: 1 })
  const change = async (body: Partial<ChangeClassBody>) =>
    instructor.post(endpointPath('class.change', { id }), { name: 'Monday', settings: DEFAULT_CLASS_SETTINGS, ...body })
  const watch = async () => (await instructor.post(endpointPath('class.watch', { id, member: learnerId }))).code
  const ask = async () => (await client.post(endpointPath('help.ask', { id }), { note: '' })).code
  const isClosed = async () =>
    SessionView.parse((await client.get(endpointPath('session.read'))).json).classes?.[0]?.isClosed
  const link = NewLinkView.parse(
    (await instructor.post(endpointPath('class.create_link', { id }), { uses: 9, days: 9 })).json,
  ).path
  const join = async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return server.client().send(link, { method: 'POST', headers, body: 'name=Bob' })
  }
  const now = () => clock.wallNow()
  const actions = { change, watch, ask, isClosed, join, now }
  return { server, client, lab, learnerId, id, ...actions, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('before its start and after its end, a class refuses to let people join, watch and raise a hand', async () => {
  await using site = await start()
  const [open, closed] = [undefined, 'class.closed']
  const seen = async () => [await site.watch(), await site.ask(), (await site.join()).status, await site.isClosed()]
  assert.deepEqual(await seen(), [open, open, 303, undefined])
  const startsAt = site.now() + HOUR_MS
  await site.change({ startsAt, endsAt: startsAt + HOUR_MS })
  assert.deepEqual(await seen(), [closed, closed, 400, true])
  site.server.world.clock.jump(HOUR_MS)
  assert.deepEqual(await seen(), [open, open, 303, undefined])
  site.server.world.clock.jump(HOUR_MS)
  assert.deepEqual(await seen(), [closed, closed, 400, true])
  assert.match((await site.join()).text, /role="alert"[^>]*>The class has not started yet, or it has ended/)
})

test('the seats of a class limit the labs of its learners only while it runs', async () => {
  await using site = await start()
  await site.server.world.store.classes.addMember(site.id, 'ann', { role: 'learner', now: 1 })
  const { client } = await site.server.learner()
  const { learner } = SessionView.parse((await client.get(endpointPath('session.read'))).json)
  await site.server.world.store.classes.addMember(site.id, learner.id, { role: 'learner', now: 1 })
  const create = async () =>
    (await client.post(endpointPath('lab.create'), { module: 'the-node', lesson: 'hands-and-feet' })).code
  await site.change({ seats: 1 })
  assert.equal(await create(), 'class.full')
  await site.change({ seats: 1, endsAt: site.now() })
  assert.equal(await create(), undefined)
})

test('a class whose end is not after its start is refused', async () => {
  await using site = await start()
  assert.equal((await site.change({ startsAt: 2, endsAt: 2 })).code, 'request.invalid')
})

test('a class without help refuses hints, solutions and solved steps to its learners, while it runs', async () => {
  await using site = await start()
  const { id } = site.lab
  const ask = async () => {
    const answers = [
      await site.client.post(endpointPath('hints.count'), { ...STEP, shown: 1 }),
      await site.client.post(endpointPath('solution.read', { id }), { step: 'look', generation: 1, isInsisted: true }),
      await site.client.post(endpointPath('lab.work', { id }), { step: 'look', generation: 1, kind: 'solve' }),
      await site.client.post(endpointPath('lab.create'), { module: 'the-node', lesson: 'faulty', startAt: 'second' }),
    ]
    return answers.map(({ code }) => code === 'class.no_help')
  }
  assert.deepEqual(await ask(), [false, false, false, false])
  await site.change({ settings: { ...DEFAULT_CLASS_SETTINGS, hasHelp: false } })
  assert.deepEqual(await ask(), [true, true, true, true])
  await site.change({ settings: { ...DEFAULT_CLASS_SETTINGS, hasHelp: false }, endsAt: site.now() })
  assert.deepEqual(await ask(), [false, false, false, false])
})

test('a class whose terminals cannot be watched refuses to watch', async () => {
  await using site = await start()
  await site.change({ settings: { ...DEFAULT_CLASS_SETTINGS, isWatchable: false } })
  assert.equal(await site.watch(), 'class.no_watching')
})
