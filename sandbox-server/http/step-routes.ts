/** What a learner asks for in a step, beside its checks: something broken, a solution, a hint. */
import { KindlabError } from '#protocol/errors.ts'
import { HintsBody, SolutionBody } from '#protocol/progress.ts'
import { ROUTES } from '#protocol/routes.ts'
import { WorkBody } from '#protocol/work.ts'
import type { Course } from '#course/model.ts'
import { findLesson } from '#server/labs/lab-world.ts'
import { showHints } from '#server/labs/step-progress.ts'
import type { Store } from '#server/store/store.ts'
import { readJson } from './request-body.ts'
import type { Route } from './router.ts'

export function stepRoutes(parts: { course: Course; store: Store }): Route[] {
  return [startWork(), readSolution(), countHints(parts)]
}

function startWork(): Route {
  return {
    action: 'lab.work',
    method: 'POST',
    path: decodeURIComponent(ROUTES.work(':id')),
    handle: async ({ request, lab }) => {
      lab.startWork(await readJson(request, WorkBody))
      return { status: 202, body: lab.view() }
    },
  }
}

function readSolution(): Route {
  return {
    action: 'solution.read',
    method: 'POST',
    path: decodeURIComponent(ROUTES.solutions(':id')),
    handle: async ({ request, lab }) => {
      const body = await readJson(request, SolutionBody)
      return { status: 200, body: await lab.revealSolution(body) }
    },
  }
}

function countHints({ course, store }: { course: Course; store: Store }): Route {
  return {
    action: 'hints.count',
    method: 'POST',
    path: ROUTES.hints,
    handle: async ({ request, learner }) => {
      const { module, lesson, step: id, shown } = await readJson(request, HintsBody)
      const step = findLesson(course, module, lesson)?.steps.find((candidate) => candidate.id === id)
      if (step === undefined) throw new KindlabError('not_found', { detail: `step ${id}` })
      const of = { learnerId: learner.id, module, lesson }
      await store.stepProgress.change(of, id, (progress) => showHints(progress, Math.min(shown, step.hints.length)))
      return { status: 204 }
    },
  }
}
