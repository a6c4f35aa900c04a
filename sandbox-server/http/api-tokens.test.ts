/** N30, N31: tokens with which programs read the results of one class. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENDPOINT_NAMES, endpointOf, endpointPath } from '#protocol/api.ts'
import { AuditView } from '#protocol/audit.ts'
import { ClassView, NewTokenView, ResultsView } from '#protocol/classes.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'

const DAY_MS = 86_400_000

async function start() {
  const server = await TestServer.start()
  const { store, clock } = server.world
  const { client, session } = await server.learner()
  const { id } = session.learner
  await store.learners.setRole(id, 'instructor')
  const made = await client.post(endpointPath('classes.create'), { name: 'Nodes' })
  const classId = ClassView.parse(made.json).id
  await store.classes.addMember(classId, 'ann', { role: 'learner', now: 1 })
  const lesson = { learnerId: 'ann', module: 'the-node', lesson: 'hands-and-feet' }
  await store.stepProgress.change(lesson, 'look', (progress) => ({ ...progress, doneAt: 5 }))
  const token = await makeToken(client, classId)
  return {
    server,
    store,
    clock,
    client,
    id,
    classId,
    token,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function makeToken(client: HttpClient, classId: string): Promise<string> {
  const answer = await client.post(endpointPath('class.create_token', { id: classId }), { name: 'grades', days: 30 })
  return NewTokenView.parse(answer.json).token
}

const read = async (
  { server, classId }: Awaited<ReturnType<typeof start>>,
  headers: Record<string, string>,
  id = classId,
) => server.client().get(endpointPath('token.class_results', { id }), headers)

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('a program reads the results of the class with a token, and the class shows its last use', async () => {
  await using site = await start()
  assert.match(site.token, /^kl_[\w-]{43}$/)
  const answer = await read(site, bearer(site.token))
  assert.deepEqual(
    ResultsView.parse(answer.json).rows.map(({ learner, step, doneAt }) => [learner, step, doneAt]),
    [['ann', 'look', 5]],
  )
  const view = ClassView.parse((await site.client.get(endpointPath('class.read', { id: site.classId }))).json)
  assert.deepEqual(
    view.tokens.map(({ name, endsAt, usedAt }) => [name, endsAt - site.clock.wallNow(), usedAt]),
    [['grades', 30 * DAY_MS, site.clock.wallNow()]],
  )
})

test('a request without a token, with a wrong one, with one in the address, or with a cookie is refused alike', async () => {
  await using site = await start()
  const texts = new Set<string>()
  const path = endpointPath('token.class_results', { id: site.classId })
  for (const answer of [
    await read(site, {}),
    await read(site, bearer(`kl_${'a'.repeat(43)}`)),
    await read(site, { authorization: `Basic ${site.token}` }),
    await read(site, { ...bearer(site.token), cookie: 'a=b' }),
    await site.client.get(path),
    await site.client.get(path, bearer(site.token)),
    await site.server.client().get(`${path}?token=${site.token}`),
    await site.server.client().get(`${path}?access_token=${site.token}`),
  ]) {
    assert.equal(answer.status, 401)
    texts.add(answer.text)
  }
  assert.equal(texts.size, 1)
})

test('a token is for one class: another class and an unknown one give the same answer', async () => {
  await using site = await start()
  const other = ClassView.parse((await site.client.post(endpointPath('classes.create'), { name: 'B' })).json).id
  const [foreign, unknown] = [await read(site, bearer(site.token), other), await read(site, bearer(site.token), 'x')]
  assert.deepEqual([foreign.status, unknown.status], [401, 401])
  assert.equal(foreign.text, unknown.text)
})

test('a token opens nothing else', async () => {
  await using site = await start()
  for (const name of ENDPOINT_NAMES) {
    if (name === 'token.class_results' || name === 'api.describe' || name === 'session.read') continue
    const { method, path } = endpointOf(name)
    const address = path.replace(':id', site.classId).replace(':member', 'ann')
    const answer = await site.server.client().send(address, { method, body: {}, headers: bearer(site.token) })
    assert.deepEqual([answer.status, answer.code], [401, 'session.missing'], name)
  }
})

test('a token ends after its time, when it is withdrawn, and when its maker no longer teaches the class', async () => {
  await using site = await start()
  const status = async (token: string) => (await read(site, bearer(token))).status
  assert.equal(await status(site.token), 200)
  site.clock.jump(30 * DAY_MS)
  assert.equal(await status(site.token), 401)
  const second = await makeToken(site.client, site.classId)
  assert.equal(await status(second), 200)
  await site.client.send(endpointPath('class.withdraw_tokens', { id: site.classId }), { method: 'DELETE' })
  assert.equal(await status(second), 401)
  const third = await makeToken(site.client, site.classId)
  await site.store.learners.block(site.id, 1)
  assert.equal(await status(third), 401, 'blocked')
  await site.store.learners.block(site.id, undefined)
  assert.equal(await status(third), 200)
  await site.store.classes.removeMember(site.classId, site.id)
  assert.equal(await status(third), 401, 'no longer an instructor')
})

test('a token is at most 90 days valid, and the database holds only its hash', async () => {
  await using site = await start()
  const path = endpointPath('class.create_token', { id: site.classId })
  assert.equal((await site.client.post(path, { name: 'long', days: 91 })).status, 400)
  const { text } = await site.client.get('/account/data.json')
  assert.match(text, /"api_tokens"[^]*"grades"/)
  assert.equal(text.includes(site.token), false)
})

test('N10: the audit log has each token and each export, and an admin reads it page by page', async () => {
  await using site = await start()
  await read(site, bearer(site.token))
  assert.equal((await site.client.get(endpointPath('audit.list', { id: 'latest' }))).code, 'role.missing')
  await site.store.learners.rename(site.id, 'Grace')
  await site.store.learners.setRole(site.id, 'admin')
  const first = await site.client.get(endpointPath('audit.list', { id: 'latest' }))
  const { entries, hasMore } = AuditView.parse(first.json)
  assert.deepEqual(
    entries.slice(0, 3).map(({ event, by, subject, detail }) => [event, by, subject, detail]),
    [
      ['class.results_exported', undefined, 'Nodes', 'token'],
      ['token.created', 'Grace', 'Nodes', undefined],
      ['class.created', 'Grace', 'Nodes', undefined],
    ],
  )
  assert.equal(hasMore, false)
  for (let count = 0; count < 150; count++) await site.store.audit.add({ event: 'lab.created' }, count)
  const newest = AuditView.parse((await site.client.get(endpointPath('audit.list', { id: 'latest' }))).json)
  assert.deepEqual([newest.entries.length, newest.hasMore], [100, true])
  const last = String(newest.entries.at(-1)?.id)
  const older = AuditView.parse((await site.client.get(endpointPath('audit.list', { id: last }))).json)
  assert.deepEqual([older.entries.length, older.hasMore], [50 + entries.length, false])
})
