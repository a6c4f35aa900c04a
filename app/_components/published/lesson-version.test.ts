import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublishedView } from '#protocol/published.ts'
import { LessonVersion } from './lesson-version.ts'

test('a lesson is updated once it has another version than at first, whatever happens to others', async () => {
  const answers: (PublishedView | undefined)[] = [
    undefined,
    { version: '1', lessons: { 'a/b': 'x', 'a/c': 'x' } },
    { version: '2', lessons: { 'a/b': 'x', 'a/c': 'y' } },
    undefined,
    { version: '3', lessons: { 'a/c': 'y' } },
    { version: '4', lessons: { 'a/b': 'y' } },
  ]
  const lesson = new LessonVersion('a/b', async () => answers.shift())
  const told: boolean[] = []
  // oxlint-disable-next-line no-await-in-loop -- one look after the other
  while (answers.length > 0) told.push(await lesson.isUpdated())
  assert.deepEqual(told, [false, false, false, false, false, true])
})
