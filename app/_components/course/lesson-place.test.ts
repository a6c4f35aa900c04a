import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Course, Lesson } from '#course/model.ts'
import { findPlace, listPlaces } from './lesson-place.ts'

function lessonOf(moduleId: string, id: string): Lesson {
  const folder = `01-${moduleId}/01-${id}`
  const texts = { title: id, summary: '', objectives: [], examPoints: [] }
  const parts = { steps: [], runBlocks: [], headings: [], questions: [] }
  return { id, moduleId, folder, minutes: 5, nodes: 2, lab: 'fresh', ...texts, ...parts }
}

const course: Course = {
  glossary: [],
  modules: [
    {
      id: 'node',
      folder: '01-node',
      title: 'Node',
      summary: '',
      lessons: [lessonOf('node', 'a'), lessonOf('node', 'b')],
    },
    { id: 'net', folder: '02-net', title: 'Net', summary: '', lessons: [lessonOf('net', 'a')] },
  ],
}

test('lessons are numbered over the whole course', () => {
  assert.deepEqual(
    listPlaces(course).map(({ number, module, lesson }) => [number, module.id, lesson.id]),
    [
      [1, 'node', 'a'],
      [2, 'node', 'b'],
      [3, 'net', 'a'],
    ],
  )
})

test('the lesson after the last of a module is the first of the next', () => {
  const place = findPlace(course, 'node', 'b')
  assert.equal(place?.previous?.id, 'a')
  assert.equal(place?.next?.moduleId, 'net')
})

test('the first lesson has no previous lesson and the last has no next one', () => {
  assert.equal(findPlace(course, 'node', 'a')?.previous, undefined)
  assert.equal(findPlace(course, 'net', 'a')?.next, undefined)
  assert.equal(findPlace(course, 'net', 'nothing'), undefined)
})
