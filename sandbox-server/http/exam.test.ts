import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExamResultsView } from '#protocol/exam-result.ts'
import { ROUTES } from '#protocol/routes.ts'
import { LabView } from '#protocol/views.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { TestServer } from '#server/testing/test-server.ts'

const EXAM = { module: 'the-node', lesson: 'exam' }

async function startExam(server: TestServer) {
  server.world.provider.onExec(({ stdin }) =>
    String(stdin).includes('look at') ? { exitCode: 1, stdout: 'expected: up\nactual: down\nwhy: broken\n' } : {},
  )
  const { client } = await server.learner()
  const { id } = LabView.parse((await client.post(ROUTES.labs, EXAM)).json)
  await settle()
  assert.equal((await client.post(ROUTES.task(id), { task: 'first', generation: 1 })).status, 202)
  await settle()
  return { client, id }
}

test('[exam] until it is handed in no answer of the API says how a task stands, and no help is given', async () => {
  await using server = await TestServer.start()
  const { client, id } = await startExam(server)
  const step = { step: 'first', generation: 1 }
  const refused = [
    await client.post(ROUTES.solutions(id), { ...step, isInsisted: true }),
    await client.post(ROUTES.work(id), { ...step, kind: 'solve' }),
  ]
  assert.deepEqual(
    refused.map(({ status, code }) => [status, code]),
    refused.map(() => [409, 'exam.no_help']),
  )
  const answers = [ROUTES.session, ROUTES.lab(id), ROUTES.exams].map(async (path) => (await client.get(path)).text)
  const text = (await Promise.all(answers)).join('\n')
  assert.match(text, /"state":"open"/)
  assert.doesNotMatch(text, /outcome|unmet|broken|points/)
})

test('an exam cannot be started in the middle', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  assert.equal((await client.post(ROUTES.labs, { ...EXAM, startAt: 'second' })).code, 'exam.no_help')
})

test('the result of an exam is for its learner, with what each check found, and stays after a restart', async () => {
  await using server = await TestServer.start()
  const { client, id } = await startExam(server)
  assert.equal((await client.post(ROUTES.handIn(id), { generation: 1 })).status, 202)
  await settle()
  await server.restart()
  const after = server.client()
  const answer = await after.get(ROUTES.exams, { cookie: client.cookieHeader })
  const { results } = ExamResultsView.parse(answer.json)
  assert.deepEqual([results.length, results[0]?.id, results[0]?.percent], [1, id, 0])
  assert.equal(results[0]?.tasks[0]?.checks[0]?.result?.actual, 'down')
  const { client: other } = await server.learner()
  assert.deepEqual(ExamResultsView.parse((await other.get(ROUTES.exams)).json).results, [])
})
