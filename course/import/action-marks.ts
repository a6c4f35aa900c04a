/** `{{exec}}`, `{{copy}}` and their kin, which follow code in the Markdown of a scenario. */
import type { NodeId } from '#protocol/node-id.ts'

export interface Mark {
  /** What is in the braces. */
  words: string
  /** Undefined for code that is only shown or copied. */
  run?: { node: NodeId }
  /** What of it has no counterpart here, as the message of a problem. */
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

/** At the beginning of a text: the mark of the code before it. */
export const MARK_AFTER_CODE = /^\{\{([^{}]*)\}\}/

export interface PlainFences {
  /** As many lines as before. */
  text: string
  /** The mark of each fenced block by the line of its closing fence, from 1. */
  marks: ReadonlyMap<number, Mark>
  /** Lines on which something else follows a closing fence, with what it is. */
  lost: readonly { line: number; text: string }[]
}

const OPENING = /^((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})([^`]*)$/
const CLOSING = /^((?:[ \t]|>)*)(`{3,}|~{3,})[ \t]*(\{\{([^{}]*)\}\})?(.*)$/

/** A mark behind a closing fence makes it no closing fence to any other reader of Markdown: they are taken off. */
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
