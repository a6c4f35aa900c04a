/** Marks such as `{{exec}}` and `{{copy}}`, which follow code in the Markdown of a scenario. */
import type { NodeId } from '#protocol/node-id.ts'

export interface Mark {
  /** Text between the braces. */
  words: string
  /** Undefined for code that learners only read or copy. */
  run?: { node: NodeId }
  /** The message about parts without a counterpart here. */
  loss?: string
}

export function readMark(words: string): Mark | undefined {
  const [verb = '', ...options] = words.trim().split(/\s+/)
  if (verb === '' || verb === 'copy') return { words }
  if (verb !== 'exec' && verb !== 'execute') return undefined
  const run: { node: NodeId } = { node: options.includes('HOST2') ? 'worker' : 'control-plane' }
  const losses = options.flatMap((option) => {
    if (option === 'HOST1' || option === 'HOST2' || option === 'T1') return []
    if (option === 'interrupt') return ['{{exec interrupt}}: here the page asks before it stops what runs']
    return [`{{${verb} ${option}}}: run blocks type into the terminal of their node, whichever tab that is`]
  })
  return { words, run, ...(losses.length > 0 && { loss: losses.join('; ') }) }
}

/** Matches a mark at the beginning of a text, after code. */
export const MARK_AFTER_CODE = /^\{\{([^{}]*)\}\}/

export interface PlainFences {
  /** The text with the same number of lines. */
  text: string
  /** Marks of fenced blocks, by the line of the closing fence, 1-based. */
  marks: ReadonlyMap<number, Mark>
  /** Other text after a closing fence, with its line. */
  lost: readonly { line: number; text: string }[]
}

const OPENING = /^((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})([^`]*)$/
const CLOSING = /^((?:[ \t]|>)*)(`{3,}|~{3,})[ \t]*(\{\{([^{}]*)\}\})?(.*)$/

/** Removes marks after closing fences: with them a Markdown parser does not recognize the fence. */
export function takeFenceMarks(source: string): PlainFences {
  const marks = new Map<number, Mark>()
  const lost: { line: number; text: string }[] = []
  let fence: string | undefined
  const lines = source.split('\n').map((line, index) => {
    if (fence === undefined) {
      fence = OPENING.exec(line)?.[2]
      return line
    }
    const [, indent = '', closing = '', braces, words = '', rest = ''] = CLOSING.exec(line) ?? []
    const isClosing = closing.startsWith(fence) && (braces !== undefined || rest.trim() === '')
    if (!isClosing) return line
    fence = undefined
    const mark = readMark(words)
    if (braces !== undefined && mark === undefined) lost.push({ line: index + 1, text: braces })
    if (rest.trim() !== '') lost.push({ line: index + 1, text: rest.trim() })
    if (mark !== undefined) marks.set(index + 1, mark)
    return `${indent}${closing}`
  })
  return { text: lines.join('\n'), marks, lost }
}
