import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import test from 'node:test'
import { countJobs, runConcurrently } from './run-concurrently.ts'

const GIB = 2 ** 30

test('one sandbox per two cores and per free GiB, and at least one', () => {
  const counts = [
    [2, 24],
    [8, 24],
    [16, 3.5],
    [1, 0.2],
    [64, 8],
  ] as const
  assert.deepEqual(
    counts.map(([cores, gib]) => countJobs({ cores, freeBytes: gib * GIB })),
    [1, 4, 3, 1, 8],
  )
})

test('works on the given number of items at a time, and keeps the order of results', async () => {
  let running = 0
  let most = 0
  const results = await runConcurrently([30, 5, 10, 5, 1], 2, async (ms) => {
    most = Math.max(most, ++running)
    await sleep(ms)
    running -= 1
    return ms
  })
  assert.deepEqual([results, most], [[30, 5, 10, 5, 1], 2])
})

test('after a failure no further item starts, and running items end first', async () => {
  const log: string[] = []
  const work = async (name: string): Promise<void> => {
    log.push(name)
    await sleep(name === 'slow' ? 20 : 1)
    if (name === 'bad') throw new Error('bad')
    log.push(`${name} done`)
  }
  await assert.rejects(runConcurrently(['slow', 'bad', 'never'], 2, work), /bad/)
  assert.deepEqual(log, ['slow', 'bad', 'slow done'])
})
