import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExamResultsView } from '#protocol/exam-result.ts'
import { endpointPath } from '#protocol/api.ts'
import { LabView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const EXAM = { module: 'the-node', lesson: 'exam' }

async function startExam(server: TestServer) {
  server.world.provider.onExec(({ stdin }) =>
    String(stdin).includes('look at') ? { exitCode: 1, stdout: 'expected: up\nactual: down\nwhy: broken\n' } : {},
  )
  const { client } = await server.learner()
  const { id } = LabView.parse((await client.post(endpointPath('lab.create'), EXAM)).json)
  await settle()
  assert.equal((await client.post(endpointPath('exam.open', { id }), { task: 'first', generation: 1 })).status, 202)
  await settle()
  return { client, id }
}

test('until the exam is handed in, the API reveals no result and gives no help', async () => {
  await using server = await TestServer.start()
  const { client, id } = await startExam(server)
  const step = { step: 'first', generation: 1 }
  const refused = [
    await client.post(endpointPath('solution.read', { id }), { ...step, isInsisted: true }),
    await client.post(endpointPath('lab.work', { id }), { ...step, kind: 'solve' }),
  ]
  assert.deepEqual(
    refused.map(({ status, code }) => [status, code]),
    refused.map(() => [409, 'exam.no_help']),
  )
  const answers = [endpointPath('session.read'), endpointPath('lab.read', { id }), endpointPath('exam.results')].map(
    async (path) => (await client.get(path)).text,
  )
  const text = (await Promise.all(answers)).join('\n')
  assert.match(text, /"state":"open"/)
  assert.doesNotMatch(text, /outcome|unmet|broken|points/)
})

test('an exam cannot start at a later task', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  assert.equal((await client.post(endpointPath('lab.create'), { ...EXAM, startAt: 'second' })).code, 'exam.no_help')
})

test('the result of an exam has every check, survives a restart, and is visible to its learner only', async () => {
  await using server = await TestServer.start()
  const { client, id } = await startExam(server)
  assert.equal((await client.post(endpointPath('exam.hand_in', { id }), { generation: 1 })).status, 202)
  await settle()
  await server.restart()
  const after = server.client()
  const answer = await after.get(endpointPath('exam.results'), { cookie: client.cookieHeader })
  const { results } = ExamResultsView.parse(answer.json)
  assert.deepEqual([results.length, results[0]?.id, results[0]?.percent], [1, id, 0])
  assert.equal(results[0]?.tasks[0]?.checks[0]?.result?.actual, 'down')
  const { client: other } = await server.learner()
  assert.deepEqual(ExamResultsView.parse((await other.get(endpointPath('exam.results'))).json).results, [])
})
