import assert from 'node:assert/strict'
import { test } from 'node:test'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describeText } from '#course/lesson-text.ts'
import { listContents, listSections } from './lesson-contents.ts'

function contentsOf(source: string, steps: readonly { id: string; title: string }[] = []) {
  const tree = unified().use(remarkParse).use(remarkMdx).parse(source)
  return listContents(tree, { headings: describeText(tree).headings, steps })
}

test('headings and steps are listed in the order of the text', () => {
  const source = '## Why\n\n<Step id="look">\n\n### Closer\n\n</Step>\n\n## Why\n'
  assert.deepEqual(contentsOf(source, [{ id: 'look', title: 'Have a look' }]), [
    { id: 'why', title: 'Why', depth: 2, isStep: false },
    { id: 'look', title: 'Have a look', depth: 2, isStep: true },
    { id: 'closer', title: 'Closer', depth: 3, isStep: false },
    { id: 'why-1', title: 'Why', depth: 2, isStep: false },
  ])
})

test('headings below level 3 do not shift the anchors of the listed ones', () => {
  const source = '## One\n\n#### Two\n\n## Two\n'
  assert.deepEqual(
    contentsOf(source).map(({ id }) => id),
    ['one', 'two-1'],
  )
})

test('words belong to the section above them, and code blocks to no section', () => {
  const source =
    'Before.\n\n## One\n\nSome **bo**ld `words`.\n\n```sh\nls\n```\n\n<Step id="look">\n\nLook at *it*.\n\n</Step>\n'
  const tree = unified().use(remarkParse).use(remarkMdx).parse(source)
  const steps = [{ id: 'look', title: 'Look' }]
  const { intro, sections } = listSections(tree, { headings: describeText(tree).headings, steps })
  assert.equal(intro.trim(), 'Before.')
  assert.deepEqual(
    sections.map(({ id, text }) => [id, text.trim()]),
    [
      ['one', 'Some bold words.'],
      ['look', 'Look at it.'],
    ],
  )
})
