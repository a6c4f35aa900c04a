import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { labOf, lesson, readyOf } from './lab-server-fixture.ts'
import { setUpStore } from './lab-store-fixture.ts'

const KEY = 'the-node/hands-and-feet'
const met: CheckResultView = { step: 'pids', check: 'written', outcome: 'met', checkedAt: 5, durationMs: 1 }
const done: StepProgressView = { step: 'pids', hints: 0, doneAt: 5, doneBy: 'own' }

test('check results and progress outlive the lab', async () => {
  const { store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  connectionTo('lab-of-hands-and-feet').change({ results: [met], progress: [done] })
  await store.end()
  const { connection, achieved } = store.getSnapshot()
  assert.equal(connection, null)
  assert.deepEqual(achieved, { results: { [KEY]: [met] }, steps: { [KEY]: [done] } })
})

test('the store asks for the progress each time the connection opens, and keeps what the connection reported', async () => {
  const { server, store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  const connection = connectionTo('lab-of-hands-and-feet')
  const ready = readyOf('lab-of-hands-and-feet')
  for (const [state, step] of [
    ['open', 'first'],
    ['reconnecting', 'second'],
    ['open', 'third'],
  ] as const) {
    server.steps = { [KEY]: [{ ...done, step }] }
    connection.change({ state, lab: ready, results: [met] })
    await new Promise(setImmediate)
  }
  const { lab, achieved } = store.getSnapshot()
  assert.equal(lab, ready)
  assert.deepEqual(
    achieved.steps[KEY]?.map(({ step }) => step),
    ['first', 'third'],
  )
  assert.deepEqual(achieved.results[KEY], [met])
})

test('the progress stays known while the server is unreachable', async () => {
  const { server, store, connectionTo } = setUpStore()
  server.steps = { [KEY]: [done] }
  await store.start(lesson)
  await store.load()
  server.failure = new KindlabError('server.unreachable')
  connectionTo('lab-of-hands-and-feet').change({ state: 'open' })
  await new Promise(setImmediate)
  const { session, achieved } = store.getSnapshot()
  assert.equal(session.state, 'ready')
  assert.deepEqual(achieved.steps[KEY], [done])
})

test('the store asks for the progress when a lab ends, because an exam is graded then', async () => {
  const { server, store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  server.steps = { [KEY]: [done] }
  connectionTo('lab-of-hands-and-feet').push(labOf('lab-of-hands-and-feet', lesson, 'ended'))
  await new Promise(setImmediate)
  assert.deepEqual(store.getSnapshot().achieved.steps[KEY], [done])
})

test('a shown hint counts at once, and leaves the other progress of its step', async () => {
  const { server, store } = setUpStore()
  server.steps = { [KEY]: [done] }
  await store.load()
  const [module = '', name = ''] = KEY.split('/')
  store.addHints({ module, lesson: name, step: 'pids', shown: 1 })
  store.addHints({ module, lesson: name, step: 'other', shown: 2 })
  assert.deepEqual(store.getSnapshot().achieved.steps[KEY], [
    { ...done, hints: 1 },
    { step: 'other', hints: 2 },
  ])
  await store.load()
  assert.equal(store.getSnapshot().achieved.steps[KEY]?.[0]?.hints, 1)
})
