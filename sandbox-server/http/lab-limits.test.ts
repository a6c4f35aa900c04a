import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { ErrorBody, LabView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const CODE = 'quiet river'

/** Gives a browser the access cookie of the site. */
async function enter(client: HttpClient): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-kindlab-request': undefined }
  const body = new URLSearchParams({ code: CODE, name: 'Ada', next: '/' }).toString()
  await client.send('/access', { method: 'POST', body, headers })
  return `kindlab-test-access=${client.cookies.get('kindlab-test-access')}`
}

/** A new learner with an existing access cookie asks for a lab. */
async function startAsNewLearner(server: TestServer, access: string) {
  const client = server.client()
  await client.get(endpointPath('session.read'), { cookie: access })
  const cookie = `${access}; ${client.cookieHeader}`
  return { cookie, answer: await client.post(endpointPath('lab.create'), LESSON, { cookie }) }
}

test('60 learners behind one access cookie hold at most 2 seats', async () => {
  await using server = await TestServer.start({ config: { access: { kind: 'code', code: CODE } } })
  const access = await enter(server.client())
  const answers = await Promise.all(Array.from({ length: 59 }, async () => startAsNewLearner(server, access)))
  await settle()
  assert.equal(server.labs.status().taken, 2)
  const codes = new Set(answers.map(({ answer }) => answer.code))
  assert.deepEqual(codes, new Set([undefined, 'lab.too_many']))
  // New learners of one address are limited per minute too; a restart resets that.
  await server.restart()
  const other = await startAsNewLearner(server, await enter(server.client()))
  assert.equal(other.answer.status, 202)
})

test('the limit of one browser survives a restart, and falls when a lab ends', async () => {
  await using server = await TestServer.start({ config: { access: { kind: 'code', code: CODE } } })
  const access = await enter(server.client())
  const first = await startAsNewLearner(server, access)
  await startAsNewLearner(server, access)
  await settle()
  await server.restart()
  assert.equal((await startAsNewLearner(server, access)).answer.code, 'lab.too_many')
  const { id } = LabView.parse(first.answer.json)
  await server.client().send(endpointPath('lab.end', { id }), { method: 'DELETE', headers: { cookie: first.cookie } })
  await settle()
  assert.equal((await startAsNewLearner(server, access)).answer.status, 202)
})

test('one address holds at most the configured number of labs', async () => {
  await using server = await TestServer.start({ limits: { labsPerAddress: 1 } })
  assert.equal((await startAsNewLearner(server, '')).answer.status, 202)
  const refused = (await startAsNewLearner(server, '')).answer
  assert.deepEqual([refused.status, refused.code], [429, 'lab.too_many'])
})

test('seven labs within an hour are fine; the refusal after twenty says when the next one is possible', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  for (let turn = 0; turn < 20; turn += 1) {
    const { id } = LabView.parse((await client.post(endpointPath('lab.create'), LESSON)).json)
    await settle()
    await client.send(endpointPath('lab.end', { id }), { method: 'DELETE' })
    await settle()
  }
  const refused = await client.post(endpointPath('lab.create'), LESSON)
  assert.deepEqual([refused.status, refused.code], [429, 'lab.too_often'])
  const retryAfterSeconds = Number(refused.headers['retry-after'])
  assert.ok(retryAfterSeconds > 3_000)
  const answer: unknown = JSON.parse(refused.text)
  assert.ok(typeof answer === 'object' && answer !== null && 'error' in answer)
  const { retryAt = 0 } = ErrorBody.parse(answer.error)
  const waitMs = retryAt - server.world.clock.wallNow()
  assert.ok(waitMs > 3_000_000 && waitMs <= 3_600_000, String(waitMs))
})

test('the refusal of a thirteenth fresh cluster within an hour says when the next one is possible', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  const { id } = LabView.parse((await client.post(endpointPath('lab.create'), LESSON)).json)
  await settle()
  for (let generation = 1; generation <= 12; generation += 1) {
    const { status } = await client.post(endpointPath('lab.reset', { id }), { generation })
    assert.ok(status < 300, String(status))
    await settle()
  }
  const refused = await client.post(endpointPath('lab.reset', { id }), { generation: 13 })
  assert.deepEqual([refused.status, refused.code], [429, 'lab.too_often'])
  assert.match(refused.text, /"retryAt":\d+/)
})
