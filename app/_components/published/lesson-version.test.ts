import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublishedView } from '#protocol/published.ts'
import { LessonVersion } from './lesson-version.ts'

test('a lesson is updated when its version differs from the first one; other lessons do not matter', async () => {
  const answers: (PublishedView | undefined)[] = [
    undefined,
    { version: '1', lessons: { 'a/b': 'x', 'a/c': 'x' } },
    { version: '2', lessons: { 'a/b': 'x', 'a/c': 'y' } },
    undefined,
    { version: '3', lessons: { 'a/c': 'y' } },
    { version: '4', lessons: { 'a/b': 'y' } },
  ]
  const lesson = new LessonVersion('a/b', async () => answers.shift())
  const changes: string[] = []
  while (answers.length > 0) changes.push(await lesson.check())
  assert.deepEqual(changes, ['none', 'none', 'none', 'none', 'none', 'updated'])
})

const saved = (text: string): PublishedView => ({ version: text, lessons: { 'a/b': text }, isPreview: true })

test('each save of an author is returned once', async () => {
  const answers = [saved('1'), saved('2'), saved('2'), saved('3')]
  const lesson = new LessonVersion('a/b', async () => answers.shift())
  assert.equal(lesson.isPreview, false)
  const changes: string[] = []
  while (answers.length > 0) changes.push(await lesson.check())
  assert.deepEqual(changes, ['none', 'saved', 'none', 'saved'])
  assert.equal(lesson.isPreview, true)
})
