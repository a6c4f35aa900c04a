import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesson } from '#course/model.ts'
import { lessonSources, termSource } from './list-sources.ts'

const lesson: Lesson = {
  id: 'crictl',
  moduleId: 'runtime',
  folder: '04-runtime/11-crictl',
  title: 'crictl',
  summary: 'Ask the runtime.',
  minutes: 20,
  nodes: 1,
  lab: 'fresh',
  objectives: ['list Pods'],
  examPoints: ['know crictl'],
  steps: [],
  headings: [],
  questions: [],
  runBlocks: [{ id: 'look-1', node: 'worker', text: 'crictl pods\ncrictl ps -a' }],
}
const lessonModule = { id: 'runtime', folder: '04-runtime', title: 'The runtime', summary: '', lessons: [lesson] }
const place = { module: lessonModule, lesson, number: 11, previous: undefined, next: undefined }
const sections = [
  { id: 'why', title: 'Why', depth: 2, isStep: false, text: 'Because.' },
  { id: 'look', title: 'Have a look', depth: 2, isStep: true, text: 'Look.' },
]
const sources = lessonSources(place, { intro: 'At first.', sections })

test('a lesson, its sections, its steps and its commands each lead to their own place', () => {
  assert.deepEqual(
    sources.map(({ kind, title, href }) => [kind, title, href]),
    [
      ['lesson', '11. crictl', '/learn/runtime/crictl'],
      ['section', 'Why', '/learn/runtime/crictl#why'],
      ['step', 'Have a look', '/learn/runtime/crictl#look'],
      ['command', 'crictl pods', '/learn/runtime/crictl#command-look-1'],
    ],
  )
})

test('the other lines of a command and what a lesson teaches are found too', () => {
  assert.equal(sources[0]?.text, 'Ask the runtime.\nlist Pods\nknow crictl\nAt first.')
  assert.equal(sources[3]?.text, 'crictl ps -a')
})

test('the tasks of an exam cannot be found before it has begun', () => {
  const exam = { ...place, lesson: { ...lesson, exam: { minutes: 45, passPercent: 66 } } }
  const found = lessonSources(exam, { intro: '', sections })
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['lesson', 'section', 'command'],
  )
})

test('every source has an id of its own', () => {
  assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length)
})

test('a word of the glossary leads to its line there', () => {
  assert.equal(termSource({ name: 'static Pod', text: 'A Pod.' }).href, '/glossary#static-pod')
})
