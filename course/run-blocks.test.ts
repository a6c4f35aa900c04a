import assert from 'node:assert/strict'
import test from 'node:test'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { findRunBlocks } from '#course/run-blocks.ts'

function search(...lines: string[]) {
  return findRunBlocks(unified().use(remarkParse).use(remarkMdx).parse(lines.join('\n')))
}

test('the id of a run block consists of its step and its number there', () => {
  const { blocks } = search(
    '```sh run',
    'uname -r',
    '```',
    '<Step id="look">',
    '```sh run node=worker',
    'crictl ps',
    '```',
    '> ```sh run',
    '> crictl pods',
    '> ```',
    '</Step>',
    '```sh run',
    'hostname',
    '```',
  )
  assert.deepEqual(
    blocks.map(({ id, node, text }) => ({ id, node, text })),
    [
      { id: 'lesson-1', node: 'control-plane', text: 'uname -r' },
      { id: 'look-1', node: 'worker', text: 'crictl ps' },
      { id: 'look-2', node: 'control-plane', text: 'crictl pods' },
      { id: 'lesson-2', node: 'control-plane', text: 'hostname' },
    ],
  )
})

test('a block without `run` is not a run block and is not counted', () => {
  const { blocks } = search('```sh', 'ls', '```', '', '```sh run', 'pwd', '```')
  assert.deepEqual(
    blocks.map(({ id, text }) => [id, text]),
    [['lesson-1', 'pwd']],
  )
})

test('retains several lines, and removes a trailing line feed', () => {
  assert.equal(search('```sh run', 'a', '', 'b', '', '```').blocks[0]?.text, 'a\n\nb')
})

test('an unknown word, another language and an empty block are problems with a fix', () => {
  const { blocks, problems } = search(
    '```sh run node=master',
    'a',
    '```',
    '```bash run',
    'a',
    '```',
    '```sh run',
    '```',
  )
  assert.deepEqual(blocks, [])
  assert.deepEqual(
    problems.map(({ message, fix, code }) => [code.position?.start.line, message, fix]),
    [
      [1, '"node=master" after ```sh run', 'Write node=control-plane or node=worker'],
      [4, 'a run block in the language "bash"', 'Start it with ```sh run'],
      [7, 'an empty run block', 'Write the command to run, or remove it'],
    ],
  )
})
