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
  const told: string[] = []
  // oxlint-disable-next-line no-await-in-loop -- one look after the other
  while (answers.length > 0) told.push(await lesson.look())
  assert.deepEqual(told, ['none', 'none', 'none', 'none', 'none', 'updated'])
})

const saved = (text: string): PublishedView => ({ version: text, lessons: { 'a/b': text }, isPreview: true })

test('what an author saves is told once, for as long as somebody writes', async () => {
  const answers = [saved('1'), saved('2'), saved('2'), saved('3')]
  const lesson = new LessonVersion('a/b', async () => answers.shift())
  assert.equal(lesson.isPreview, false)
  const told: string[] = []
  // oxlint-disable-next-line no-await-in-loop -- one look after the other
  while (answers.length > 0) told.push(await lesson.look())
  assert.deepEqual(told, ['none', 'saved', 'none', 'saved'])
  assert.equal(lesson.isPreview, true)
})
