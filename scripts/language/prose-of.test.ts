import assert from 'node:assert/strict'
import test from 'node:test'
import { proseOf } from './prose-of.ts'

test('finds comments and test titles of TypeScript, without directives and addresses', () => {
  const source = [
    "const address = 'https://example.org/path'",
    '/** Reads `a.b` from',
    ' * the file. */',
    '// oxlint-disable-next-line no-var',
    'run() // at the end',
    "test('a title', () => {})",
  ].join('\n')
  assert.deepEqual(proseOf('a.ts', source), [
    { line: 2, text: 'Reads `code` from\nthe file.' },
    { line: 5, text: 'at the end' },
    { line: 6, text: 'a title' },
  ])
})

test('finds titles of steps and of modified tests, in each kind of quotes', () => {
  const source = [
    "await test.step('a step', run)",
    'test.skip("a skipped test", run)',
    'describe(`a group`, run)',
  ].join('\n')
  assert.deepEqual(
    proseOf('a.ts', source).map(({ text }) => text),
    ['a step', 'a skipped test', 'a group'],
  )
})

test('takes no glob in a string for a comment', () => {
  assert.deepEqual(proseOf('a.ts', "match(['a/**', 'b/*.ts'])\nmatch('c/**/d')\n"), [])
})

test('reads consecutive line comments as one text', () => {
  assert.deepEqual(proseOf('a.ts', '  // The first\n  // sentence.\ncode()\n'), [
    { line: 1, text: 'The first\nsentence.' },
  ])
})

test('reads paragraphs, items and cells of Markdown, without code blocks', () => {
  const source =
    '# Title\n\nA paragraph\nof two lines.\n\n```\nnobody\n```\n\n- an item\n- [another](x.md)\n\n| a | b |\n'
  assert.deepEqual(
    proseOf('a.md', source).map(({ text }) => text),
    ['Title', 'A paragraph of two lines.', 'an item', 'another', 'a', 'b'],
  )
})

test('reads the comments of shell scripts', () => {
  assert.deepEqual(proseOf('a.sh', '#!/bin/sh\n# one\n# two\necho # three\n'), [{ line: 2, text: 'one\ntwo' }])
})
