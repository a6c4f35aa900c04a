/**
 * Remark plugin for the site: ` ```sh run ` becomes `<RunBlock id node text>` and ` ```output ` becomes `<Output>`, each around the plain
 * code block, which later plugins highlight. Named by path in next.config.mjs.
 */
import type { Code, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { findRunBlocks } from '#course/run-blocks.ts'

export default function remarkRunBlocks() {
  return (tree: Root, file: VFile): void => {
    const { blocks, problems } = findRunBlocks(tree)
    const [problem] = problems
    if (problem !== undefined) file.fail(`${problem.message}. ${problem.fix}.`, problem.code)
    const wrapped = new Map<Code, MdxJsxFlowElement>(
      blocks.map(({ code, id, node, text }) => [code, wrap('RunBlock', { id, node, text }, code)]),
    )
    visit(tree, 'code', (code, index, parent) => {
      const wrapper = wrapped.get(code) ?? (code.lang === 'output' ? wrap('Output', {}, code) : undefined)
      if (wrapper === undefined || index === undefined) return undefined
      parent?.children.splice(index, 1, wrapper)
      return SKIP
    })
  }
}

function wrap(name: string, attributes: Record<string, string>, code: Code): MdxJsxFlowElement {
  const lang = code.lang === 'output' ? 'text' : 'sh'
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children: [{ type: 'code', lang, value: code.value }],
  }
}
