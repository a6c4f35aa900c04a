import assert from 'node:assert/strict'
import { test } from 'node:test'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Lesson } from '#course/model.ts'
import { findMarkedTerms } from './marked-terms.ts'

function placeOf(id: string) {
  const texts = { title: id, summary: '', objectives: [], examPoints: [] }
  const parts = { steps: [], runBlocks: [], headings: [], questions: [] }
  const lesson: Lesson = {
    id,
    moduleId: 'node',
    folder: `01-node/01-${id}`,
    minutes: 5,
    nodes: 2,
    lab: 'none',
    ...texts,
    ...parts,
  }
  const lessonModule = { id: 'node', folder: '01-node', title: 'Node', summary: '', lessons: [lesson] }
  return { module: lessonModule, lesson, number: 1, previous: undefined, next: undefined }
}
const parse = (source: string) => unified().use(remarkParse).use(remarkMdx).parse(source)

test('a term is listed once for each lesson that marks it, in the order of the course', () => {
  const uses = findMarkedTerms([
    { place: placeOf('a'), tree: parse('<Term name="CRI">it</Term> and <Term name="CRI">it</Term>') },
    { place: placeOf('b'), tree: parse('<Term name="CRI">CRI</Term> and <Term name="taint">taints</Term>') },
  ])
  assert.deepEqual(
    [...uses].map(([name, places]) => [name, places.map(({ lesson }) => lesson.id)]),
    [
      ['CRI', ['a', 'b']],
      ['taint', ['b']],
    ],
  )
})
