/** N25: instructors watch an exam of their class, and cannot help in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { BoardView, type ClassroomMessage, WatchView } from '#protocol/classes.ts'
import { Classroom } from '#server/classroom/classroom.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { isOpened, openFrame, openSocket, startWatchedLab, watchersIn } from '#server/testing/watched-lab.ts'

const id = 'monday'

async function startExam() {
  const site = await startWatchedLab('exam')
  site.server.world.provider.onExec(({ stdin }) =>
    String(stdin).includes('look at') ? { exitCode: 1, stdout: 'expected: up\nactual: down\nwhy: broken\n' } : {},
  )
  const board = async () => (await site.instructor.get(endpointPath('class.board', { id }))).text
  const examOnBoard = async () => BoardView.parse(JSON.parse(await board())).learners[0]?.exam
  const open = async (task: string) => {
    await site.learner.post(endpointPath('exam.open', { id: site.lab.id }), { task, generation: 1 })
    await settle()
  }
  return Object.assign(site, { board, examOnBoard, open })
}

test('the board shows the exam with its time, the open task and the graded ones, and no result', async () => {
  await using site = await startExam()
  const waiting = await site.examOnBoard()
  assert.deepEqual([waiting?.state, waiting?.startedAt, waiting?.leftMs], ['waiting', undefined, 30 * 60_000])
  await site.open('first')
  const [first, ...others] = (await site.examOnBoard())?.tasks ?? []
  assert.ok(first && others.every(({ isGraded }) => !isGraded))
  const { state, task, startedAt = 0, endsAt = 0, leftMs } = (await site.examOnBoard()) ?? {}
  assert.deepEqual([state, task, leftMs, Math.round((endsAt - startedAt) / 60_000)], ['open', 'first', undefined, 30])
  await site.open('second')
  const later = await site.examOnBoard()
  assert.deepEqual(
    later?.tasks.slice(0, 2).map(({ id: step, isGraded }) => [step, isGraded]),
    [
      ['first', true],
      ['second', false],
    ],
  )
  assert.doesNotMatch(await site.board(), /outcome|unmet|broken|points/)
  await site.learner.send(endpointPath('lab.end', { id: site.lab.id }), { method: 'DELETE' })
  await settle()
  assert.equal(await site.examOnBoard(), undefined)
})

test('an exam can be watched, which the learner sees, and the instructor cannot ask to type', async () => {
  await using site = await startExam()
  const { ticket } = WatchView.parse((await site.instructor.post(site.path)).json)
  const watcher = await openSocket(site.instructor, ticket)
  await site.own.until((frame) => watchersIn(frame)?.[0] === 'Grace')
  watcher.send(openFrame('the-watcher'))
  await watcher.until(isOpened)
  watcher.send({ type: 'page_message', channel: 0, message: { type: 'ask_control', terminal: 'worker-1' } })
  const refused = await watcher.until((frame) => frame.type === 'page_message' && frame.message.type === 'error')
  assert.ok(refused.type === 'page_message' && refused.message.type === 'error')
  assert.equal(refused.message.code, 'exam.running')
  assert.ok(!site.own.frames.some((frame) => frame.type === 'page_message' && frame.message.type === 'take_over'))
})

test('during an exam a learner cannot raise a hand, and gets no answer; the instructor can only close the request', async () => {
  await using site = await startExam()
  const ask = async () => (await site.learner.post(endpointPath('help.ask', { id }), { note: 'Help' })).code
  const answer = async (text: string) =>
    (await site.instructor.post(endpointPath('class.answer_help', { id, member: site.learnerId }), { answer: text }))
      .code
  assert.equal(await ask(), 'exam.no_help')
  assert.equal(await answer('Restart the kubelet.'), 'exam.running')
  assert.equal(await answer(''), undefined)
  await site.learner.send(endpointPath('lab.end', { id: site.lab.id }), { method: 'DELETE' })
  await settle()
  assert.equal(await ask(), undefined)
  assert.equal(await answer('Restart the kubelet.'), undefined)
})

test('a banner and an answer reach a learner only after the exam', async () => {
  await using site = await startExam()
  const { store, course, clock, log } = site.server.world
  const classroom = new Classroom({ store, labs: site.server.labs, course, clock, log })
  const received: ClassroomMessage[] = []
  const send = (message: ClassroomMessage) => void received.push(message)
  const leave = classroom.open({ classId: id, learnerId: site.learnerId, role: 'learner', send })
  classroom.setBanner(id, { text: 'The answer is 42', from: 'Grace', sentAt: 1 })
  await settle()
  assert.deepEqual(received, [{ type: 'mine', hasHelp: false, isExam: true }])
  await site.learner.send(endpointPath('lab.end', { id: site.lab.id }), { method: 'DELETE' })
  await settle()
  classroom.changed()
  await settle()
  const [last] = received.slice(-1)
  assert.ok(last?.type === 'mine')
  assert.deepEqual([last.isExam, last.banner?.text], [false, 'The answer is 42'])
  leave()
  classroom.close()
})
