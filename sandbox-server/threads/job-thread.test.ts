import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '#server/time/clock.ts'
import { JobFailedError, JobThread } from './job-thread.ts'

const entry = new URL('testing/hostile-job.ts', import.meta.url)

function makeThread(): JobThread<string, string> {
  return new JobThread({ clock: systemClock, log: pino({ level: 'silent' }), entry })
}

test('jobs are answered in order', async () => {
  const thread = makeThread()
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((job) => thread.run(job))), ['a', 'b', 'c'])
  await thread.close()
})

test('a job that hangs, fills the memory or throws fails alone', { timeout: 60_000 }, async () => {
  const thread = makeThread()
  for (const job of ['hang', 'fill', 'throw']) {
    const [hostile, other] = await Promise.allSettled([thread.run(job), thread.run('other')])
    assert.ok(hostile.status === 'rejected' && hostile.reason instanceof JobFailedError, job)
    assert.deepEqual(other, { status: 'fulfilled', value: 'other' })
  }
  await thread.close()
})

test('close fails the jobs that are left, and later ones', async () => {
  const thread = makeThread()
  const left = ['hang', 'waits'].map((job) => assert.rejects(thread.run(job), JobFailedError))
  await thread.close()
  await Promise.all(left)
  await assert.rejects(thread.run('late'), JobFailedError)
})
