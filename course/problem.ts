/** What is wrong with a course, and where. */

/** 1-based, as editors count. */
export interface Place {
  line: number
  column: number
}

export interface CourseProblem extends Place {
  /** Path below the course root. */
  file: string
  /** Which rule it breaks, for machines: `yaml-syntax`, `unknown-component` ... */
  rule: string
  /** What is the matter, as a sentence without its full stop. */
  message: string
  /** What to write instead, likewise. */
  fix: string
}

export const FILE_START: Place = { line: 1, column: 1 }

/** Collects every problem, so that an author sees them all at once. */
export class ProblemList {
  readonly #problems: CourseProblem[] = []

  add(file: string, place: Place, problem: { rule: string; message: string; fix: string }): void {
    this.#problems.push({ file, line: place.line, column: place.column, ...problem })
  }

  /** By file and place. */
  sorted(): CourseProblem[] {
    return this.#problems.toSorted(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
    )
  }
}

/** `file:line:column: message. Fix.` in one line that editors can follow. */
export function formatProblem({ file, line, column, message, fix }: CourseProblem): string {
  return `${file}:${line}:${column}: ${message}. ${fix}.`
}

/** A course that cannot be used as it is. */
export class CourseProblems extends Error {
  readonly problems: readonly CourseProblem[]

  constructor(problems: readonly CourseProblem[]) {
    super(`${problems.length} problems in the course:\n${problems.map(formatProblem).join('\n')}`)
    this.name = 'CourseProblems'
    this.problems = problems
  }
}
