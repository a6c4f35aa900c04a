/** Finds the ` ```sh run ` blocks of a lesson. Page and server both use it, so that they agree on the id of each block. */
import type { Code, Root } from 'mdast'
import { visitParents } from 'unist-util-visit-parents'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import type { RunBlock } from '#course/model.ts'
import { enclosingStep } from '#course/jsx-attributes.ts'

export interface FoundRunBlock extends RunBlock {
  /** Node of the block in the tree. */
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

/** Prefix of blocks outside of steps; not allowed as the id of a step. */
export const OUTSIDE_STEPS = 'lesson'

/** Ids are `<step id>-<n>` inside `<Step id="...">` and `lesson-<n>` outside, counted from 1 in the order of the text. */
export function findRunBlocks(tree: Root): RunBlockSearch {
  const found: RunBlockSearch = { blocks: [], problems: [] }
  const counts = new Map<string, number>()
  visitParents(tree, 'code', (code, ancestors) => {
    const step = enclosingStep(ancestors) ?? OUTSIDE_STEPS
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
