/** A step's work, solution and hints, and the questions of a quiz. */
import type { Course } from '#course/model.ts'
import { gradeAnswer } from '#course/quiz-answers.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { findLesson } from '#server/labs/lab-world.ts'
import { showHints } from '#server/model/step-progress.ts'
import type { Store } from '#server/store/open-store.ts'
import { requireHelp } from './class-rules.ts'
import type { Handlers } from './endpoint-route.ts'

export interface StepParts {
  course: Course
  store: Store
  wallNow: () => number
}

export function stepHandlers({ course, store, wallNow }: StepParts) {
  return {
    'lab.work': async ({ lab, learner }, body) => {
      if (body.kind === 'solve' || body.kind === 'start') await requireHelp(store, learner.id, wallNow())
      lab.startWork(body)
      return lab.view()
    },
    'solution.read': async ({ lab, learner }, body) => {
      await requireHelp(store, learner.id, wallNow())
      return lab.revealSolution(body)
    },
    'hints.count': async ({ learner }, { module, lesson, step: id, shown }) => {
      const step = findLesson(course, module, lesson)?.steps.find((candidate) => candidate.id === id)
      if (step === undefined) throw new KindlabError('not_found', { detail: `step ${id}` })
      await requireHelp(store, learner.id, wallNow())
      const of = { learnerId: learner.id, module, lesson }
      await store.stepProgress.change(of, id, (progress) => showHints(progress, Math.min(shown, step.hints.length)))
      return undefined
    },
    'quiz.answer': async (_, { module, lesson, question: id, answer }) => {
      const question = findLesson(course, module, lesson)?.questions.find((candidate) => candidate.id === id)
      if (question === undefined) throw new KindlabError('not_found', { detail: `question ${id}` })
      return gradeAnswer(question, answer)
    },
  } satisfies Partial<Handlers>
}
