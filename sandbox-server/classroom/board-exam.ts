/** The exam that a learner sits, for the instructor: without results, as for the learner. */
import type { Course } from '#course/model.ts'
import type { BoardExam } from '#protocol/classes.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { Store } from '#server/store/open-store.ts'

export interface ExamParts {
  store: Pick<Store, 'exams'>
  course: Course
}

/** Undefined without an exam. */
export async function readBoardExam({ store, course }: ExamParts, live: LiveLab): Promise<BoardExam | undefined> {
  const view = live.view()
  if (!live.isExam || view.state === 'ended') return undefined
  const exam = view.state === 'ready' ? view.exam : undefined
  if (view.state !== 'ready' || exam === undefined) return { state: 'waiting', tasks: [] }
  const lesson = course.modules.find(({ id }) => id === view.module)?.lessons.find(({ id }) => id === view.lesson)
  const tasks = (view.drawn ?? []).map((id) => ({
    id,
    title: lesson?.steps.find((step) => step.id === id)?.title ?? id,
    isGraded: exam.left.includes(id),
  }))
  const started = await store.exams.find(live.labId)
  return {
    state: exam.state,
    ...(exam.task !== undefined && { task: exam.task }),
    ...(started !== undefined && { startedAt: started.startedAt }),
    // In whole seconds: the server computes the deadline for each view, and sends each change to every page.
    ...(exam.endsAt === undefined ? { leftMs: exam.leftMs } : { endsAt: Math.round(exam.endsAt / 1000) * 1000 }),
    tasks,
  }
}
