/**
 * Remark plugin for the site: ` ```sh run ` becomes `<RunBlock id node text>` and ` ```output ` becomes `<Output>`, each around the plain
 * code block, which later plugins highlight. Named by path in next.config.mjs.
 */
import type { Code, Nodes, Root } from 'mdast'
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
    replaceCode(tree, (code) => wrapped.get(code) ?? (code.lang === 'output' ? wrap('Output', {}, code) : undefined))
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

function replaceCode(node: Nodes, replacement: (code: Code) => MdxJsxFlowElement | undefined): void {
  if (!('children' in node)) return
  const children: Nodes[] = node.children
  for (const [index, child] of children.entries()) {
    const instead = child.type === 'code' ? replacement(child) : undefined
    if (instead === undefined) replaceCode(child, replacement)
    else children[index] = instead
  }
}
