/** Problems of a course, with their places. */

/** 1-based, as editors count. */
export interface Place {
  line: number
  column: number
}

export interface CourseProblem extends Place {
  /** Path below the course root. */
  file: string
  /** Id of the broken rule: `yaml-syntax`, `unknown-component` ... */
  rule: string
  /** The problem, as a sentence without its full stop. */
  message: string
  /** The fix, as a sentence without its full stop. */
  fix: string
}

export const FILE_START: Place = { line: 1, column: 1 }

/** Collects problems, so that an author sees all at once. */
export class ProblemList {
  readonly #problems: CourseProblem[] = []

  add(file: string, place: Place, problem: { rule: string; message: string; fix: string }): void {
    this.#problems.push({ file, line: place.line, column: place.column, ...problem })
  }

  /** Sorted by file and place. */
  sorted(): CourseProblem[] {
    return this.#problems.toSorted(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
    )
  }
}

/** `file:line:column: message. Fix.` in one line, in a format that editors recognize. */
export function formatProblem({ file, line, column, message, fix }: CourseProblem): string {
  return `${file}:${line}:${column}: ${message}. ${fix}.`
}

/** Thrown for a course that cannot be used. */
export class CourseProblems extends Error {
  readonly problems: readonly CourseProblem[]

  constructor(problems: readonly CourseProblem[]) {
    super(`${problems.length} problems in the course:\n${problems.map(formatProblem).join('\n')}`)
    this.name = 'CourseProblems'
    this.problems = problems
  }
}
