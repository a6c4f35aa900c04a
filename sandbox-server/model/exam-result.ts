/** The marks of an exam that is over. Pure. */
import type { ExamResultView, TaskResultView } from '#protocol/exam-result.ts'
import type { Exam } from './exam.ts'

export function resultOf(exam: Exam): ExamResultView {
  const { labId: id, module, lesson, startedAt, endedAt, endedBy = 'lab', passPercent } = exam
  const tasks = exam.tasks.map((task) => markTask(task, exam))
  const share = (sum(tasks.map(({ points }) => points)) / sum(tasks.map(({ weight }) => weight))) * 100
  // Thirds of a weight do not add up to a whole number exactly.
  const percent = Math.floor(share + 1e-9)
  return {
    id,
    module,
    lesson,
    startedAt,
    endedBy,
    ...(endedAt === undefined ? {} : { endedAt }),
    percent,
    passPercent,
    isPassed: percent >= passPercent,
    topics: markTopics(tasks),
    tasks,
  }
}

function markTask(task: Exam['tasks'][number], { results }: Exam): TaskResultView {
  const { id, title, topic, weight, teaches, checks } = task
  const found = results.find((result) => result.task === id)
  const met = found?.checks.filter(({ outcome }) => outcome === 'met').length ?? 0
  return {
    task: id,
    title,
    topic,
    weight,
    points: (weight * met) / checks.length,
    isGraded: found !== undefined,
    ...(teaches && { teaches }),
    checks: checks.map((check) => {
      const result = found?.checks.find((each) => each.check === check.id)
      return { check: check.id, title: check.title, ...(result && { result }) }
    }),
  }
}

function markTopics(tasks: readonly TaskResultView[]): ExamResultView['topics'] {
  const topics = Map.groupBy(tasks, ({ topic }) => topic)
  return [...topics].map(([topic, group]) => ({
    topic,
    points: sum(group.map(({ points }) => points)),
    maxPoints: sum(group.map(({ weight }) => weight)),
  }))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
