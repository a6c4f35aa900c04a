import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diskLevel, usedShare } from './disk-level.ts'

test('the fullest disk counts', () => {
  const disks = [
    { totalBytes: 100, freeBytes: 50 },
    { totalBytes: 1_000, freeBytes: 60 },
  ]
  assert.equal(usedShare(disks), 0.94)
  assert.equal(usedShare([]), 0)
})

test('a level begins at 90 and at 95 percent, and ends one percent lower', () => {
  assert.deepEqual(
    [0.89, 0.9, 0.949, 0.95].map((used) => diskLevel(used, 'ok')),
    ['ok', 'high', 'high', 'full'],
  )
  assert.deepEqual(
    [0.945, 0.935, 0.895, 0.885].map((used) => diskLevel(used, 'full')),
    ['full', 'high', 'high', 'ok'],
  )
  assert.equal(diskLevel(0.945, 'high'), 'high')
})
