import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainMarkdown } from './plain-markdown.ts'

test('removes components and frontmatter, and retains words, questions and code', () => {
  const lesson = [
    '---',
    'title: A',
    '---',
    '',
    '<Step id="look">',
    '',
    'Look at <Term name="CRI">it</Term> in `<b>` {once}.',
    '',
    '<Reveal question="Why so?">',
    '',
    '```sh run node=worker',
    'ls <Dir>',
    '```',
    '',
    '</Reveal>',
  ].join('\n')
  assert.equal(plainMarkdown(lesson), '\n\nLook at it in `<b>` &#123;once}.\n\nWhy so?\n\n```sh\nls <Dir>\n```\n\n')
})
