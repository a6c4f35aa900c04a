/** Loads the lessons that a course command works on. */
import { join, relative } from 'node:path'
import process from 'node:process'
import { loadCourse } from '#course/load.ts'
import type { Lesson } from '#course/model.ts'
import { CourseProblems, formatProblem, type CourseProblem } from '#course/problem.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'

/** @throws SetupError with every problem of the course */
export async function loadLessons(folder: string): Promise<Lesson[]> {
  try {
    return (await loadCourse(folder)).modules.flatMap(({ lessons }) => lessons)
  } catch (error) {
    if (!(error instanceof CourseProblems)) throw error
    const lines = fromHere(folder, error.problems).map(formatProblem)
    throw new SetupError('The course cannot be read', { remedy: './kindlab course lint', lines, exitCode: 1 })
  }
}

/** The named lessons, or all. A lesson without a lab has nothing to prove and is left out. */
export function chooseLessons(lessons: readonly Lesson[], names: readonly string[]): readonly Lesson[] {
  const known = lessons.map(({ moduleId, id }) => `${moduleId}/${id}`)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const remedy = `one of ${known.join(', ')}`
    throw new SetupError(`There is no lesson ${unknown.join(', ')}`, { remedy, exitCode: EXIT.usage })
  }
  const chosen = names.length === 0 ? lessons : lessons.filter((_, index) => names.includes(known[index] ?? ''))
  return chosen.filter(({ lab }) => lab !== 'none')
}

/** Returns paths relative to the working directory, so that an editor can open them. */
export function pathFromHere(folder: string): (file: string) => string {
  return (file) => relative(process.cwd(), join(folder, file))
}

export function fromHere(folder: string, problems: readonly CourseProblem[]): CourseProblem[] {
  const path = pathFromHere(folder)
  return problems.map((problem) => ({ ...problem, file: path(problem.file) }))
}
