import assert from 'node:assert/strict'
import test from 'node:test'
import type { Root } from 'mdast'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import remarkRunBlocks from '#course/remark-run-blocks.ts'

function transform(source: string): Root {
  const file = new VFile(source)
  const tree: Root = unified().use(remarkParse).use(remarkMdx).parse(file)
  remarkRunBlocks()(tree, file)
  return tree
}

test('a run block becomes <RunBlock> around a plain code block', () => {
  const { children } = transform('<Step id="one">\n```sh run node=worker\nls "$HOME"\n```\n</Step>')
  const [step] = children
  assert.ok(step?.type === 'mdxJsxFlowElement')
  assert.deepEqual(step.children, [
    {
      type: 'mdxJsxFlowElement',
      name: 'RunBlock',
      attributes: [
        { type: 'mdxJsxAttribute', name: 'id', value: 'one-1' },
        { type: 'mdxJsxAttribute', name: 'node', value: 'worker' },
        { type: 'mdxJsxAttribute', name: 'text', value: 'ls "$HOME"' },
      ],
      children: [{ type: 'code', lang: 'sh', value: 'ls "$HOME"' }],
    },
  ])
})

test('an output block becomes <Output>, also inside a list', () => {
  const { children } = transform('- a\n\n  ```output\n  NAME\n  ```')
  const [list] = children
  assert.ok(list?.type === 'list')
  assert.deepEqual(list.children[0]?.children[1], {
    type: 'mdxJsxFlowElement',
    name: 'Output',
    attributes: [],
    children: [{ type: 'code', lang: 'text', value: 'NAME' }],
  })
})

test('other code blocks are not changed', () => {
  assert.equal(transform('```yaml\na: 1\n```').children[0]?.type, 'code')
})

test('an invalid run block fails the build with its line', () => {
  assert.throws(() => transform('text\n\n```sh run node=master\nls\n```'), /3:1.*"node=master".*node=control-plane/s)
})
