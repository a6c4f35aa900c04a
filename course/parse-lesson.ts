import type { Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { VFileMessage } from 'vfile-message'
import { FILE_START, type ProblemList } from '#course/problem.ts'

/** The same syntax as the site's: GFM, frontmatter, MDX. Undefined when it does not parse; the problem then is in the list. */
export function parseLesson(file: string, text: string, problems: ProblemList): Root | undefined {
  try {
    return unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).use(remarkMdx).parse(text)
  } catch (error) {
    if (!(error instanceof VFileMessage)) throw error
    const place = { line: error.line ?? FILE_START.line, column: error.column ?? FILE_START.column }
    const fix = 'Close what is opened, each on a line of its own; a brace or angle bracket of the text is \\{ or \\<'
    const message = error.reason.replace(/\.$/, '').split('\n')[0] ?? error.reason
    problems.add(file, place, { rule: 'mdx-syntax', message, fix })
    return undefined
  }
}
