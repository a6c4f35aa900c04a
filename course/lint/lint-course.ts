import { lintComponents } from '#course/lint/component-rules.ts'
import { lintLinks } from '#course/lint/link-rules.ts'
import { lintDraw } from '#course/lint/draw-rules.ts'
import { lintExam } from '#course/lint/exam-rules.ts'
import { lintNodes } from '#course/lint/node-rules.ts'
import { lintReadingLevel } from '#course/lint/reading-level.ts'
import { lintScripts } from '#course/lint/script-rules.ts'
import { lintTerms } from '#course/lint/term-rules.ts'
import type { CourseProblem } from '#course/problem.ts'
import { readCourse } from '#course/read-course.ts'

export interface LintReport {
  lessonCount: number
  problems: readonly CourseProblem[]
}

/** All problems that loading reports, and further ones for authors. */
export async function lintCourse(contentFolder: string): Promise<LintReport> {
  const { glossary, sources, prose, problems } = await readCourse(contentFolder)
  for (const source of sources) {
    lintComponents(source, glossary, problems)
    lintLinks(source, sources, problems)
    lintNodes(source, problems)
    lintDraw(source, problems)
    lintExam(source, problems)
    lintScripts(source, problems)
    lintReadingLevel(source, problems)
  }
  lintTerms(prose, problems)
  return { lessonCount: sources.length, problems: problems.sorted() }
}
