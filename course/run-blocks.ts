/** Finds the ` ```sh run ` blocks of a lesson. The page and the server both use this, so that they agree on every block's id. */
import type { Code, Nodes, Root } from 'mdast'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import type { RunBlock } from '#course/model.ts'
import { textAttribute } from '#course/jsx-attributes.ts'

export interface FoundRunBlock extends RunBlock {
  /** The block in the tree. */
  code: Code
}

export interface RunBlockProblem {
  code: Code
  message: string
  fix: string
}

export interface RunBlockSearch {
  blocks: FoundRunBlock[]
  problems: RunBlockProblem[]
}

/** Steps may not be called so: blocks outside every step are. */
export const OUTSIDE_STEPS = 'lesson'

/** Ids are `<step id>-<n>` inside `<Step id="...">` and `lesson-<n>` outside, counted from 1 in the order of the text. */
export function findRunBlocks(tree: Root): RunBlockSearch {
  const found: RunBlockSearch = { blocks: [], problems: [] }
  const counts = new Map<string, number>()
  forEachCode(tree, OUTSIDE_STEPS, (code, step) => {
    const words = (code.meta ?? '').split(/\s+/).filter((word) => word !== '')
    if (!words.includes('run')) return
    const result = readRunWords(code, words)
    if ('message' in result) {
      found.problems.push({ code, ...result })
      return
    }
    const count = (counts.get(step) ?? 0) + 1
    counts.set(step, count)
    found.blocks.push({ id: `${step}-${count}`, node: result.node, text: code.value.trimEnd(), code })
  })
  return found
}

function forEachCode(node: Nodes, step: string, visit: (code: Code, step: string) => void): void {
  if (node.type === 'code') visit(node, step)
  if (!('children' in node)) return
  const isStep = node.type === 'mdxJsxFlowElement' && node.name === 'Step'
  const inner = isStep ? (textAttribute(node, 'id') ?? step) : step
  for (const child of node.children) forEachCode(child, inner, visit)
}

function readRunWords(code: Code, words: readonly string[]): { node: NodeId } | { message: string; fix: string } {
  if (code.lang !== 'sh') {
    return { message: `a run block in the language "${code.lang ?? ''}"`, fix: 'Start it with ```sh run' }
  }
  if (code.value.trim() === '') return { message: 'an empty run block', fix: 'Write the command to run, or remove it' }
  let node: NodeId = 'control-plane'
  for (const word of words) {
    if (word === 'run') continue
    const wanted = NODE_IDS.find((id) => word === `node=${id}`)
    if (wanted === undefined) {
      return {
        message: `"${word}" after \`\`\`sh run`,
        fix: `Write ${NODE_IDS.map((id) => `node=${id}`).join(' or ')}`,
      }
    }
    node = wanted
  }
  return { node }
}
