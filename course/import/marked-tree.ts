import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { takeFenceMarks, type PlainFences } from '#course/import/action-marks.ts'

export interface MarkedTree extends Pick<PlainFences, 'marks' | 'lost'> {
  tree: Root
}

/** Parses Markdown with HTML and marks. */
export function parseMarked(source: string): MarkedTree {
  const { text, marks, lost } = takeFenceMarks(source)
  return { tree: unified().use(remarkParse).use(remarkGfm).parse(text), marks, lost }
}
