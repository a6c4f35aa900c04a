import { FILE_START, type ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

/** Checks that an exam can be graded: a fresh cluster, and tasks with a check, a topic and a fault, without hints. */
export function lintExam({ file, path, lesson, steps }: LessonSource, problems: ProblemList): void {
  if (lesson?.exam === undefined || steps === undefined) return
  if (lesson.lab !== 'fresh') {
    const fix = 'Write `lab: fresh`'
    problems.add(file, FILE_START, { rule: 'exam', message: 'an exam that does not begin with a fresh cluster', fix })
  }
  for (const [index, { topic, hints, observe }] of steps.value.entries()) {
    const refuse = (field: string, message: string, fix: string): void =>
      problems.add(`${path}/steps.yaml`, steps.placeOf([index, field]), { rule: 'exam', message, fix })
    if (topic === undefined)
      refuse('topic', 'a task without a topic', 'Write `topic: <word>`; the result is shown by topic')
    if (hints.length > 0) refuse('hints', 'hints in an exam', 'Remove them: an exam does not show them')
    const { checks = [], fault } = lesson.steps[index] ?? {}
    if (checks.length > 0 && fault === undefined) {
      const fix = 'Write `fault: <name>`: a script that breaks the sandbox, or removes an earlier answer'
      refuse('id', 'a task without a fault, so that an earlier answer stays when it is opened again', fix)
    }
    if (observe) refuse('observe', 'a task without a check', 'Give it a check, or remove it')
  }
}
