import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { endpointPath } from '#protocol/api.ts'
import { LabView, SessionView, TicketView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }

test('the first visit creates a learner, and later visits find it, also after a restart', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  const again = SessionView.parse((await client.get(endpointPath('session.read'))).json)
  assert.equal(again.learner.id, session.learner.id)
  const cookie = client.cookieHeader
  await server.restart()
  const later = server.client()
  const answer = await later.get(endpointPath('session.read'), { cookie })
  assert.equal(SessionView.parse(answer.json).learner.id, session.learner.id)
})

test('scripts and other sites cannot use the session cookie, and a client cannot forge it', async () => {
  await using server = await TestServer.start()
  const answer = await server.client().get(endpointPath('session.read'))
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  assert.match(cookie, /^kindlab-test=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  const { learner } = SessionView.parse(answer.json)
  for (const forged of [learner.id, `${learner.id}.${'A'.repeat(43)}`, `ann.${cookie.split('=')[1]?.split(';')[0]}`]) {
    const other = await server.client().get(endpointPath('session.read'), { cookie: `kindlab-test=${forged}` })
    assert.notEqual(SessionView.parse(other.json).learner.id, learner.id)
  }
})

test('a display name survives a restart until the learner clears it', async () => {
  await using server = await TestServer.start()
  const { client, session } = await server.learner()
  assert.equal(session.learner.displayName, undefined)
  const named = await client.post(endpointPath('learner.rename'), { displayName: ' Zoe\u0308 ' })
  assert.deepEqual([named.status, named.json], [200, { id: session.learner.id, displayName: 'Zo\u00EB' }])
  const cookie = client.cookieHeader
  await server.restart()
  const nameNow = async () =>
    SessionView.parse((await server.client().get(endpointPath('session.read'), { cookie })).json).learner.displayName
  assert.equal(await nameNow(), 'Zo\u00EB')
  const refused = await server.client().post(endpointPath('learner.rename'), { displayName: '\u202EadA' }, { cookie })
  assert.deepEqual([refused.status, refused.code], [400, 'name.invalid'])
  assert.equal(await nameNow(), 'Zo\u00EB')
  await server.client().post(endpointPath('learner.rename'), { displayName: '' }, { cookie })
  assert.equal(await nameNow(), undefined)
})

test('while the disk is nearly full, the API refuses changes except those that free space, and reports it', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  server.world.disks = [{ totalBytes: 100, freeBytes: 4 }]
  server.world.clock.advance(10_000)
  await settle()
  const refused = await client.post(endpointPath('learner.rename'), { displayName: 'Ann' })
  assert.deepEqual([refused.status, refused.code], [503, 'server.read_only'])
  assert.equal(SessionView.parse((await client.get(endpointPath('session.read'))).json).isReadOnly, true)
  const { status, json } = await server.client().get('/readyz')
  assert.equal(status, 200)
  assert.match(JSON.stringify(json), /"degraded".*the disk is 96 % full/)
  assert.equal((await client.post(endpointPath('ticket.create', { id: lab.id }))).status, 201)
  assert.equal((await client.send(endpointPath('lab.end', { id: lab.id }), { method: 'DELETE' })).status, 202)
  server.world.disks = [{ totalBytes: 100, freeBytes: 40 }]
  server.world.clock.advance(10_000)
  await settle()
  assert.equal((await client.post(endpointPath('learner.rename'), { displayName: 'Ann' })).status, 200)
})

test('a lab is created, read and ended', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const created = await client.post(endpointPath('lab.create'), LESSON)
  assert.equal(created.status, 202)
  const { id } = LabView.parse(created.json)
  await settle()
  const ready = await client.get(endpointPath('lab.read', { id }))
  assert.equal(LabView.parse(ready.json).state, 'ready')
  assert.equal(SessionView.parse((await client.get(endpointPath('session.read'))).json).lab?.id, id)
  const ending = await client.send(endpointPath('lab.read', { id }), { method: 'DELETE' })
  assert.equal(ending.status, 202)
  await settle()
  assert.equal(SessionView.parse((await client.get(endpointPath('session.read'))).json).lab, null)
  assert.equal(server.world.provider.sandboxes.size, 0)
  assert.equal((await client.get(endpointPath('lab.read', { id }))).code, 'lab.not_found')
})

test('a lab is extended and reset, and a repeated reset does nothing', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  server.world.clock.advance(600_000)
  const extended = LabView.parse((await client.post(endpointPath('lab.extend', { id: lab.id }))).json)
  assert.ok(extended.state === 'ready')
  assert.equal(extended.expiresAt, server.world.clock.wallNow() + server.world.leaseMs)
  const reset = await client.post(endpointPath('lab.reset', { id: lab.id }), { generation: 1 })
  assert.deepEqual([reset.status, LabView.parse(reset.json).generation], [202, 2])
  const twice = await client.post(endpointPath('lab.reset', { id: lab.id }), { generation: 1 })
  assert.deepEqual([twice.status, twice.code], [409, 'lab.outdated'])
})

test('one lab per learner', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  assert.equal(LabView.parse((await client.post(endpointPath('lab.create'), LESSON)).json).id, lab.id)
  const other = await client.post(endpointPath('lab.create'), { ...LESSON, lesson: 'another' })
  assert.deepEqual([other.status, other.code], [409, 'lab.already_running'])
})

test('unknown lessons and steps, and lessons without a lab, are refused with their codes', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const unknown = await client.post(endpointPath('lab.create'), { ...LESSON, lesson: 'no-such-lesson' })
  assert.deepEqual([unknown.status, unknown.code], [404, 'lesson.not_found'])
  const reading = await client.post(endpointPath('lab.create'), { ...LESSON, lesson: 'only-reading' })
  assert.deepEqual([reading.status, reading.code], [409, 'lesson.no_lab'])
  const step = await client.post(endpointPath('lab.create'), { ...LESSON, startAt: 'no-such-step' })
  assert.deepEqual([step.status, step.code], [404, 'work.unknown_step'])
})

test('while Docker is away, the session reports it and a new lab is refused', async () => {
  await using server = await TestServer.start()
  server.world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  const { client, session } = await server.learner()
  assert.equal(session.isDockerUp, false)
  const refused = await client.post(endpointPath('lab.create'), LESSON)
  assert.deepEqual([refused.status, refused.code], [503, 'docker.unavailable'])
  server.world.provider.faults.setOutage(undefined)
  server.world.clock.advance(2_000)
  assert.equal(SessionView.parse((await client.get(endpointPath('session.read'))).json).isDockerUp, true)
})

test('after a restart the learner has the same lab', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  await server.restart()
  const answer = await server.client().get(endpointPath('lab.read', { id: lab.id }), { cookie: client.cookieHeader })
  assert.deepEqual([LabView.parse(answer.json).id, LabView.parse(answer.json).state], [lab.id, 'ready'])
})

test('the session reports progress by lesson', async () => {
  await using server = await TestServer.start()
  server.world.provider.onExec(() => ({ exitCode: 0 }))
  const { client } = await server.learnerWithLab()
  server.world.clock.advance(1_000)
  await settle()
  const { progress } = SessionView.parse((await client.get(endpointPath('session.read'))).json)
  assert.equal(progress['the-node/hands-and-feet']?.[0]?.outcome, 'met')
})

test('an invalid request is refused with the wrong field', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const malformed = await client.post(endpointPath('lab.create'), '{"module":')
  assert.deepEqual([malformed.status, malformed.code], [400, 'request.invalid'])
  const incomplete = await client.post(endpointPath('lab.create'), { module: 'the-node' })
  assert.match(incomplete.text, /lesson/)
  const form = await client.post(endpointPath('lab.create'), 'module=a', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  assert.equal(form.code, 'request.invalid')
  const nothing = await client.post('/api/nothing', {})
  assert.deepEqual([nothing.status, nothing.code], [404, 'not_found'])
})

test('a body over the limit is refused, with or without content-length', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const large = JSON.stringify({ ...LESSON, padding: 'x'.repeat(20_000) })
  const announced = await client.post(endpointPath('lab.create'), large, { 'content-length': String(large.length) })
  assert.deepEqual([announced.status, announced.code], [413, 'request.too_large'])
  const chunked = await client.post(endpointPath('lab.create'), large, { 'transfer-encoding': 'chunked' })
  assert.deepEqual([chunked.status, chunked.code], [413, 'request.too_large'])
})

test('a quiz verdict reveals only the chosen choices', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const unknown = await client.post(endpointPath('quiz.answer'), { ...LESSON, question: 'no-such', answer: [] })
  assert.deepEqual([unknown.status, unknown.code], [404, 'not_found'])
  const right = await client.post(endpointPath('quiz.answer'), { ...LESSON, question: 'phase', answer: ['pending'] })
  assert.deepEqual(right.json, { isRight: true, reasons: [{ isRight: true, why: 'No node was chosen.' }] })
})

test('a ticket comes with its expiry time and is not cached', async () => {
  await using server = await TestServer.start()
  const { client, lab } = await server.learnerWithLab()
  const answer = await client.post(endpointPath('ticket.create', { id: lab.id }))
  assert.equal(answer.status, 201)
  assert.equal(TicketView.parse(answer.json).expiresAt, server.world.clock.wallNow() + 30_000)
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('an unexpected error does not reveal its cause to the learner', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  server.world.store[Symbol.dispose]()
  const answer = await client.get(endpointPath('session.read'))
  assert.deepEqual([answer.status, answer.code], [500, 'internal'])
  assert.doesNotMatch(answer.text, /sqlite|database|\.ts/i)
})

test('work starts only for the generation that the page shows', async () => {
  await using server = await TestServer.start()
  server.world.provider.onExec(() => ({ exitCode: 0 }))
  const { client } = await server.learner()
  const { id } = LabView.parse((await client.post(endpointPath('lab.create'), { ...LESSON, lesson: 'faulty' })).json)
  await settle()
  const outdated = await client.post(endpointPath('lab.work', { id }), { kind: 'break', step: 'first', generation: 7 })
  assert.deepEqual([outdated.status, outdated.code], [409, 'lab.outdated'])
  const begun = await client.post(endpointPath('lab.work', { id }), { kind: 'break', step: 'first', generation: 1 })
  assert.equal(begun.status, 202)
  await settle()
  const lab = LabView.parse((await client.get(endpointPath('lab.read', { id }))).json)
  assert.equal(lab.state === 'ready' && lab.steps?.[0]?.step, 'first')
})
