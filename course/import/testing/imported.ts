import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { importScenario, type ImportedLesson } from '#course/import/import-scenario.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { describeText, type LessonText } from '#course/lesson-text.ts'
import { formatProblem, ProblemList } from '#course/problem.ts'

export interface ReadImport extends ImportedLesson {
  /** Parsed text of the new lesson. */
  text: LessonText
  /** Losses as an author sees them. */
  told: readonly string[]
}

/** Imports a scenario of these files, and reads the new lesson. */
export async function importFiles(files: Readonly<Record<string, string>>): Promise<ReadImport> {
  await using folder = await makeCourseFolder(files)
  const lesson = await importScenario(folder.path)
  const problems = new ProblemList()
  const tree = parseLesson('lesson.mdx', lesson.files['lesson.mdx'] ?? '', problems)
  if (tree === undefined)
    throw new Error(`${problems.sorted().map(formatProblem).join('\n')}\n${lesson.files['lesson.mdx']}`)
  return { ...lesson, text: describeText(tree), told: lesson.losses.map(formatProblem) }
}

/** A scenario of one step with this text and no check. */
export function importText(text: string): Promise<ReadImport> {
  return importFiles({ 'index.json': indexOf({ title: 'One', text: 'one.md' }), 'one.md': text })
}

export function indexOf(...steps: object[]): string {
  return JSON.stringify({ title: 'A scenario', details: { steps }, backend: { imageid: 'kubernetes-kubeadm-2nodes' } })
}
