/** `course import`: turns a Killercoda scenario into a lesson and reports the work that is left. */
import { relative, join } from 'node:path'
import { importScenario, type ImportedLesson } from '#course/import/import-scenario.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { CourseProblems, formatProblem, type CourseProblem } from '#course/problem.ts'
import { placeLesson } from './new-lesson.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'

export interface ImportReport {
  /** Folder of the lesson. */
  folder: string
  /** Parts that changed or were lost; paths in the scenario. */
  losses: readonly CourseProblem[]
  /** Problems that `course lint` finds in the new lesson; paths below the content folder. */
  openProblems: readonly CourseProblem[]
}

/** @throws SetupError if the scenario cannot be read, or if the lesson exists */
export async function importLesson(scenario: string, contentFolder: string, name: string): Promise<ImportReport> {
  const lesson = await readScenario(scenario)
  const folder = await placeLesson(contentFolder, name, () => lesson.files)
  const place = `${relative(contentFolder, folder).replaceAll('\\', '/')}/`
  const { problems } = await lintCourse(contentFolder)
  return { folder, losses: lesson.losses, openProblems: problems.filter(({ file }) => file.startsWith(place)) }
}

async function readScenario(folder: string): Promise<ImportedLesson> {
  try {
    return await importScenario(folder)
  } catch (error) {
    if (!(error instanceof CourseProblems)) throw error
    const lines = error.problems.map((problem) => formatProblem({ ...problem, file: join(folder, problem.file) }))
    const remedy = 'correct it, or name the folder that holds index.json'
    throw new SetupError('The scenario cannot be read', { remedy, lines, exitCode: 1 })
  }
}

/** @param pathOf returns a path that an editor can open */
export function formatImport(
  { losses, openProblems }: ImportReport,
  pathOf: { scenario: (file: string) => string; content: (file: string) => string },
): string[] {
  return [
    ...list('To review in the scenario:', losses, pathOf.scenario),
    ...list('To fix in the lesson (course lint):', openProblems, pathOf.content),
  ]
}

function list(title: string, problems: readonly CourseProblem[], show: (file: string) => string): string[] {
  if (problems.length === 0) return []
  return [title, ...problems.map((problem) => `  ${formatProblem({ ...problem, file: show(problem.file) })}`)]
}
