/** `course import`: a Killercoda scenario becomes a lesson, with a report of what is left to do. */
import { relative, join } from 'node:path'
import { importScenario, type ImportedLesson } from '#course/import/import-scenario.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { CourseProblems, formatProblem, type CourseProblem } from '#course/problem.ts'
import { placeLesson } from '#scripts/course-new.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'

export interface ImportReport {
  /** The lesson's folder. */
  folder: string
  /** What did not come over as it was; paths are in the scenario. */
  losses: readonly CourseProblem[]
  /** What `course lint` still asks for in the new lesson; paths are below the content folder. */
  openProblems: readonly CourseProblem[]
}

/** @throws SetupError when the scenario cannot be read, or when there is such a lesson */
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
    const remedy = 'correct it, or name the folder in which index.json is'
    throw new SetupError('The scenario cannot be read', { remedy, lines, exitCode: 1 })
  }
}

/** `pathOf` shows a path as an editor can open it. */
export function formatImport(
  { losses, openProblems }: ImportReport,
  pathOf: { scenario: (file: string) => string; content: (file: string) => string },
): string[] {
  return [
    ...list('In the scenario, to be looked at:', losses, pathOf.scenario),
    ...list('In the lesson, for course lint:', openProblems, pathOf.content),
  ]
}

function list(title: string, problems: readonly CourseProblem[], show: (file: string) => string): string[] {
  if (problems.length === 0) return []
  return [title, ...problems.map((problem) => `  ${formatProblem({ ...problem, file: show(problem.file) })}`)]
}
