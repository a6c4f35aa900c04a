import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { labOf, lesson, readyOf } from './lab-server-fixture.ts'
import { setUpStore } from './lab-store-fixture.ts'

const KEY = 'the-node/hands-and-feet'
const met: CheckResultView = { step: 'pids', check: 'written', outcome: 'met', checkedAt: 5, durationMs: 1 }
const done: StepProgressView = { step: 'pids', hints: 0, doneAt: 5, doneBy: 'own' }

test('what was achieved in a lab is still known when the lab is over', async () => {
  const { store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  connectionTo('lab-of-hands-and-feet').change({ results: [met], progress: [done] })
  await store.end()
  const { connection, achieved } = store.getSnapshot()
  assert.equal(connection, null)
  assert.deepEqual(achieved, { results: { [KEY]: [met] }, steps: { [KEY]: [done] } })
})

test('what the server knows is asked for each time the line opens, and does not undo what the line tells', async () => {
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
    // oxlint-disable-next-line no-await-in-loop -- one after the other
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

test('what was achieved stays known while the server cannot be asked', async () => {
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

test('an exam is marked as it ends: once it is over the page knows', async () => {
  const { server, store, connectionTo } = setUpStore()
  await store.load()
  await store.start(lesson)
  server.steps = { [KEY]: [done] }
  connectionTo('lab-of-hands-and-feet').push(labOf('lab-of-hands-and-feet', lesson, 'ended'))
  await new Promise(setImmediate)
  assert.deepEqual(store.getSnapshot().achieved.steps[KEY], [done])
})
