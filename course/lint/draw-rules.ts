import { FILE_START, type ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

/** Refuses a draw that takes all steps. */
export function lintDraw({ file, lesson }: LessonSource, problems: ProblemList): void {
  if (lesson?.draw === undefined) return
  const withTopic = lesson.steps.filter(({ topic }) => topic !== undefined).length
  if (withTopic > lesson.draw) return
  const message = `${lesson.draw} steps are drawn, and ${withTopic} have a topic`
  const fix = 'Write `topic: <word>` into more entries of steps.yaml than are drawn'
  problems.add(file, FILE_START, { rule: 'draw', message, fix })
}
