import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFileMessage } from 'vfile-message'
import { FILE_START, type ProblemList } from '#course/problem.ts'

/** Parses the syntax of the site: GFM, frontmatter, MDX. Undefined on a syntax error, which is added to the list. */
export function parseLesson(file: string, text: string, problems: ProblemList): Root | undefined {
  try {
    return unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).use(remarkMdx).parse(text)
  } catch (error) {
    if (!(error instanceof VFileMessage)) throw error
    const place = { line: error.line ?? FILE_START.line, column: error.column ?? FILE_START.column }
    const fix = 'Close every tag, each on its own line; write a brace or angle bracket in text as \\{ or \\<'
    const message = error.reason.replace(/\.$/, '').split('\n')[0] ?? error.reason
    problems.add(file, place, { rule: 'mdx-syntax', message, fix })
    return undefined
  }
}
