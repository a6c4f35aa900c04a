import assert from 'node:assert/strict'
import test from 'node:test'
import { describeText } from '#course/lesson-text.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { ProblemList } from '#course/problem.ts'

function describe(text: string) {
  const problems = new ProblemList()
  const tree = parseLesson('lesson.mdx', text, problems)
  assert.ok(tree !== undefined)
  return describeText(tree)
}

test('headings of the second and third level are listed with the anchors of the page', () => {
  const { headings } = describe('# No\n## See `kubelet` run\n### Why?\n## See `kubelet` run\n#### Why?\n### Why?\n')
  assert.deepEqual(
    headings.map(({ id, depth }) => `${depth} ${id}`),
    ['2 see-kubelet-run', '3 why', '2 see-kubelet-run-1', '3 why-2'],
  )
})

test('each element has the id of its step', () => {
  const { elements } = describe('<Step id="a">\n\n<Checks step="a" />\n\n</Step>\n\n<Quiz id="b" />\n')
  assert.deepEqual(
    elements.map(({ element, step, place }) => [element.name, step, place.line]),
    [
      ['Step', undefined, 1],
      ['Checks', 'a', 3],
      ['Quiz', undefined, 7],
    ],
  )
})

test('expressions and imports are code; a comment is not', () => {
  assert.deepEqual(
    describe('import a from "a"\n\n{/* left out */}\n\nA {b} c\n').code.map(({ line }) => line),
    [1, 5],
  )
})
