import assert from 'node:assert/strict'
import { setImmediate as settle } from 'node:timers/promises'
import { test } from 'node:test'
import { BootQueue } from './boot-queue.ts'

function work() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const job = { hasBegun: false, end: resolve, fail: () => reject(new Error('broken')) }
  return {
    job,
    run: async () => {
      job.hasBegun = true
      await promise
    },
  }
}

const never = new AbortController().signal

test('a place that becomes free goes to who waits longest, also after a failure', async () => {
  const queue = new BootQueue(1)
  const [first, second, third] = [work(), work(), work()]
  const runs = [first, second, third].map(({ run }) => queue.run(never, run))
  await settle()
  assert.deepEqual([first.job.hasBegun, second.job.hasBegun, third.job.hasBegun], [true, false, false])
  first.job.fail()
  await assert.rejects(async () => runs[0], /broken/)
  await settle()
  assert.deepEqual([second.job.hasBegun, third.job.hasBegun], [true, false])
  second.job.end()
  await runs[1]
  await settle()
  assert.equal(third.job.hasBegun, true)
  third.job.end()
  await runs[2]
})

test('who gives up while waiting never begins, and takes no place', async () => {
  const queue = new BootQueue(1)
  const [first, second, third] = [work(), work(), work()]
  const running = queue.run(never, first.run)
  const controller = new AbortController()
  const leaving = queue.run(controller.signal, second.run)
  const staying = queue.run(never, third.run)
  controller.abort(new Error('left'))
  await assert.rejects(leaving, /left/)
  first.job.end()
  await running
  await settle()
  assert.deepEqual([second.job.hasBegun, third.job.hasBegun], [false, true])
  third.job.end()
  await staying
  const fourth = work()
  const last = queue.run(never, fourth.run)
  await settle()
  assert.equal(fourth.job.hasBegun, true)
  fourth.job.end()
  await last
})
