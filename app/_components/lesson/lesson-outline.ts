/** What the page of a lesson needs to know of it in the browser. No scripts, no solutions. */
export interface LessonOutline {
  module: string
  lesson: string
  title: string
  hasLab: boolean
  nodes: 1 | 2
  /** How many steps a lab draws; absent: it has all. */
  draw?: number | undefined
  /** Present in an exam: its steps are tasks, and have no hints. */
  exam?: { minutes: number; passPercent: number } | undefined
  steps: readonly StepOutline[]
  /** Ids of the steps that the present lab has not drawn. */
  undrawn: readonly string[]
  /** Titles of all lessons by `<module>/<lesson>`, to name the one whose lab runs. */
  titles: Readonly<Record<string, string>>
}

export interface StepOutline {
  id: string
  title: string
  weight: number
  /** In a lesson that draws: it is drawn rather than always there. */
  topic?: string | undefined
  /** It begins with something broken. */
  hasFault: boolean
  checks: readonly { id: string; title: string }[]
  hints: readonly string[]
}
