import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { ROUTES } from '#protocol/routes.ts'
import { LabView, SessionView, TicketView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }

test('the first visit makes a learner, the next ones find it, also after a restart', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  const again = SessionView.parse((await client.get(ROUTES.session)).json)
  assert.equal(again.learner.id, session.learner.id)
  const cookie = client.cookieHeader
  await server.restart()
  const later = server.client()
  const answer = await later.get(ROUTES.session, { cookie })
  assert.equal(SessionView.parse(answer.json).learner.id, session.learner.id)
})

test('the session cookie is out of reach of scripts and other sites, and cannot be made up', async () => {
  await using server = await TestServer.start()
  const answer = await server.client().get(ROUTES.session)
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  assert.match(cookie, /^kindlab-test=[\w-]+\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  const { learner } = SessionView.parse(answer.json)
  for (const forged of [learner.id, `${learner.id}.${'A'.repeat(43)}`, `ann.${cookie.split('.')[1]?.split(';')[0]}`]) {
    const other = await server.client().get(ROUTES.session, { cookie: `kindlab-test=${forged}` })
    assert.notEqual(SessionView.parse(other.json).learner.id, learner.id)
  }
})

test('a learner is called as they wish, on every page and after a restart, until they take the name away', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  assert.equal(session.learner.displayName, undefined)
  const named = await client.post(ROUTES.name, { displayName: ' Zoe\u0308 ' })
  assert.deepEqual([named.status, named.json], [200, { id: session.learner.id, displayName: 'Zo\u00EB' }])
  const cookie = client.cookieHeader
  await server.restart()
  const nameNow = async () =>
    SessionView.parse((await server.client().get(ROUTES.session, { cookie })).json).learner.displayName
  assert.equal(await nameNow(), 'Zo\u00EB')
  const refused = await server.client().post(ROUTES.name, { displayName: '\u202EadA' }, { cookie })
  assert.deepEqual([refused.status, refused.code], [400, 'name.invalid'])
  assert.equal(await nameNow(), 'Zo\u00EB')
  await server.client().post(ROUTES.name, { displayName: '' }, { cookie })
  assert.equal(await nameNow(), undefined)
})

test('a lab is created, read, and ended until nothing of it is left', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const created = await client.post(ROUTES.labs, LESSON)
  assert.equal(created.status, 202)
  const { id } = LabView.parse(created.json)
  await settle()
  const ready = await client.get(ROUTES.lab(id))
  assert.equal(LabView.parse(ready.json).state, 'ready')
  assert.equal(SessionView.parse((await client.get(ROUTES.session)).json).lab?.id, id)
  const ending = await client.send(ROUTES.lab(id), { method: 'DELETE' })
  assert.equal(ending.status, 202)
  await settle()
  assert.equal(SessionView.parse((await client.get(ROUTES.session)).json).lab, null)
  assert.equal(server.world.provider.sandboxes.size, 0)
  assert.equal((await client.get(ROUTES.lab(id))).code, 'lab.not_found')
})

test('a lab is extended, and gets a fresh cluster, once for each that is asked for', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  server.world.clock.advance(600_000)
  const extended = LabView.parse((await client.post(ROUTES.extend(lab.id))).json)
  assert.ok(extended.state === 'ready')
  assert.equal(extended.expiresAt, server.world.clock.wallNow() + server.world.leaseMs)
  const reset = await client.post(ROUTES.reset(lab.id), { generation: 1 })
  assert.deepEqual([reset.status, LabView.parse(reset.json).generation], [202, 2])
  const twice = await client.post(ROUTES.reset(lab.id), { generation: 1 })
  assert.deepEqual([twice.status, twice.code], [409, 'lab.outdated'])
})

test('one lab per learner', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  assert.equal(LabView.parse((await client.post(ROUTES.labs, LESSON)).json).id, lab.id)
  const other = await client.post(ROUTES.labs, { ...LESSON, lesson: 'another' })
  assert.deepEqual([other.status, other.code], [409, 'lab.already_running'])
})

test('unknown lessons and steps, and lessons without a lab, say so', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const unknown = await client.post(ROUTES.labs, { ...LESSON, lesson: 'no-such-lesson' })
  assert.deepEqual([unknown.status, unknown.code], [404, 'lesson.not_found'])
  const reading = await client.post(ROUTES.labs, { ...LESSON, lesson: 'only-reading' })
  assert.deepEqual([reading.status, reading.code], [409, 'lesson.no_lab'])
  const step = await client.post(ROUTES.labs, { ...LESSON, startAt: 'no-such-step' })
  assert.deepEqual([step.status, step.code], [404, 'work.unknown_step'])
})

test('with Docker away the session says so and starting a lab is refused with the way out', async () => {
  await using server = await TestServer.start()
  server.world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  const { client, session } = await server.learner()
  assert.equal(session.isDockerUp, false)
  const refused = await client.post(ROUTES.labs, LESSON)
  assert.deepEqual([refused.status, refused.code], [503, 'docker.unavailable'])
  server.world.provider.faults.setOutage(undefined)
  server.world.clock.advance(2_000)
  assert.equal(SessionView.parse((await client.get(ROUTES.session)).json).isDockerUp, true)
})

test('after a restart the learner has the same lab', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  await server.restart()
  const answer = await server.client().get(ROUTES.lab(lab.id), { cookie: client.cookieHeader })
  assert.deepEqual([LabView.parse(answer.json).id, LabView.parse(answer.json).state], [lab.id, 'ready'])
})

test('progress is told by lesson', async () => {
  await using server = await TestServer.start()
  server.world.provider.onExec(() => ({ exitCode: 0 }))
  const { client } = await server.learnerWithLab()
  server.world.clock.advance(1_000)
  await settle()
  const { progress } = SessionView.parse((await client.get(ROUTES.session)).json)
  assert.equal(progress['the-node/hands-and-feet']?.[0]?.outcome, 'met')
})

test('what is not understood is refused with what is wrong', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const malformed = await client.post(ROUTES.labs, '{"module":')
  assert.deepEqual([malformed.status, malformed.code], [400, 'request.invalid'])
  const incomplete = await client.post(ROUTES.labs, { module: 'the-node' })
  assert.match(incomplete.text, /lesson/)
  const form = await client.post(ROUTES.labs, 'module=a', { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(form.code, 'request.invalid')
  const nothing = await client.post('/api/nothing', {})
  assert.deepEqual([nothing.status, nothing.code], [404, 'not_found'])
})

test('a body beyond the limit is refused, announced or not', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const large = JSON.stringify({ ...LESSON, padding: 'x'.repeat(20_000) })
  const announced = await client.post(ROUTES.labs, large, { 'content-length': String(large.length) })
  assert.deepEqual([announced.status, announced.code], [413, 'request.too_large'])
  const chunked = await client.post(ROUTES.labs, large, { 'transfer-encoding': 'chunked' })
  assert.deepEqual([chunked.status, chunked.code], [413, 'request.too_large'])
})

test('six clusters an hour, then later', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  for (let turn = 0; turn < 6; turn += 1) {
    const { id } = LabView.parse((await client.post(ROUTES.labs, LESSON)).json)
    await settle()
    await client.send(ROUTES.lab(id), { method: 'DELETE' })
    await settle()
  }
  const refused = await client.post(ROUTES.labs, LESSON)
  assert.deepEqual([refused.status, refused.code], [429, 'rate.limited'])
  assert.ok(Number(refused.headers['retry-after']) > 3_000)
})

test('a quiz answer is judged without telling what was not asked', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const unknown = await client.post(ROUTES.quiz, { ...LESSON, question: 'no-such', answer: [] })
  assert.deepEqual([unknown.status, unknown.code], [404, 'not_found'])
  const right = await client.post(ROUTES.quiz, { ...LESSON, question: 'phase', answer: ['pending'] })
  assert.deepEqual(right.json, { isRight: true, reasons: [{ isRight: true, why: 'No node was chosen.' }] })
})

test('a ticket is told once, with its end', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const answer = await client.post(ROUTES.tickets(lab.id))
  assert.equal(answer.status, 201)
  assert.equal(TicketView.parse(answer.json).expiresAt, server.world.clock.wallNow() + 30_000)
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('a failure that nobody foresaw tells the learner nothing of its inside', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  server.world.store[Symbol.dispose]()
  const answer = await client.get(ROUTES.session)
  assert.deepEqual([answer.status, answer.code], [500, 'internal'])
  assert.doesNotMatch(answer.text, /sqlite|database|\.ts/i)
})

test('a step is broken on request, for the cluster that the page shows', async () => {
  await using server = await TestServer.start()
  server.world.provider.onExec(() => ({ exitCode: 0 }))
  const { client } = await server.learner()
  const { id } = LabView.parse((await client.post(ROUTES.labs, { ...LESSON, lesson: 'clinic' })).json)
  await settle()
  const outdated = await client.post(ROUTES.work(id), { kind: 'break', step: 'first', generation: 7 })
  assert.deepEqual([outdated.status, outdated.code], [409, 'lab.outdated'])
  const begun = await client.post(ROUTES.work(id), { kind: 'break', step: 'first', generation: 1 })
  assert.equal(begun.status, 202)
  await settle()
  const lab = LabView.parse((await client.get(ROUTES.lab(id))).json)
  assert.equal(lab.state === 'ready' && lab.steps?.[0]?.step, 'first')
})
