import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { loadCourse } from '#course/load.ts'

const root = new URL('../', import.meta.url)
const document = await readFile(new URL('docs/coverage.md', root), 'utf8')
const { modules } = await loadCourse(new URL('content', root).pathname)
const lessons = modules.flatMap((module) => module.lessons)

/** Targets for rows of the table: lessons, and their steps, headings and questions. */
const places = new Set(
  lessons.flatMap(({ moduleId, id, steps, headings, questions }) => {
    const lesson = `${moduleId}/${id}`
    return [lesson, ...[...steps, ...headings, ...questions].map((part) => `${lesson}#${part.id}`)]
  }),
)

const rows = [...document.matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, number, statement, where]) => ({
  number: Number(number),
  statement,
  targets: [...(where ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
}))

test('every row of the coverage table points to a place that exists', () => {
  const lost = rows.flatMap(({ number, targets }) =>
    targets.length === 0
      ? [`${number}: nowhere`]
      : targets.filter((target) => !places.has(target)).map((target) => `${number}: ${target}`),
  )
  assert.deepEqual(lost, [])
})

test('the coverage table is numbered without a gap, and refers to every lesson', () => {
  assert.deepEqual(
    rows.map(({ number }) => number),
    rows.map((_, index) => index + 1),
  )
  const visited = new Set(rows.flatMap(({ targets }) => targets.map((target) => target.split('#')[0])))
  assert.deepEqual(
    lessons.map(({ moduleId, id }) => `${moduleId}/${id}`).filter((lesson) => !visited.has(lesson)),
    [],
  )
})
