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

test('a lesson, its sections, steps and commands each lead to their own anchor', () => {
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

test('further lines of a command, and the objectives of a lesson, are found', () => {
  assert.equal(sources[0]?.text, 'Ask the runtime.\nlist Pods\nknow crictl\nAt first.')
  assert.equal(sources[3]?.text, 'crictl ps -a')
})

test('the tasks of an exam are not in the index', () => {
  const exam = { ...place, lesson: { ...lesson, exam: { minutes: 45, passPercent: 66 } } }
  const found = lessonSources(exam, { intro: '', sections })
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['lesson', 'section', 'command'],
  )
})

test('every source has a unique id', () => {
  assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length)
})

test('a term of the glossary leads to its entry', () => {
  assert.equal(termSource({ name: 'static Pod', text: 'A Pod.' }).href, '/glossary#static-pod')
})
