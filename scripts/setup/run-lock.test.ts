import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { withRunLock } from './run-lock.ts'

test('runs one function at a time, also after one that failed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-lock-'))
  const events: string[] = []
  const run = (name: string) =>
    withRunLock(folder.path, async () => {
      events.push(`${name} starts`)
      await delay(20)
      events.push(`${name} ends`)
      if (name === 'one') throw new Error('failed')
    })
  const [one, two] = await Promise.allSettled([run('one'), run('two')])
  assert.deepEqual([one.status, two.status], ['rejected', 'fulfilled'])
  assert.deepEqual(events, ['one starts', 'one ends', 'two starts', 'two ends'])
})

test('gives up with a remedy when the lock stays taken', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-lock-'))
  await withRunLock(folder.path, async () => {
    await assert.rejects(
      withRunLock(folder.path, () => Promise.resolve(), 0),
      /Another command starts or stops the server/,
    )
  })
})
