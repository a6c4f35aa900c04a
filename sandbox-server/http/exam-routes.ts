/** What a learner asks for in an exam, and its result once it is over. */
import { HandInBody, TaskBody } from '#protocol/exam.ts'
import type { ExamResultsView } from '#protocol/exam-result.ts'
import { ROUTES } from '#protocol/routes.ts'
import { resultOf } from '#server/exams/exam-result.ts'
import type { Store } from '#server/store/store.ts'
import { readJson } from './request-body.ts'
import type { Route } from './router.ts'

export function examRoutes({ store }: { store: Store }): Route[] {
  return [openTask(), handIn(), readResults(store)]
}

function openTask(): Route {
  return {
    action: 'exam.open',
    method: 'POST',
    path: decodeURIComponent(ROUTES.task(':id')),
    handle: async ({ request, lab }) => {
      lab.openTask(await readJson(request, TaskBody))
      return { status: 202, body: lab.view() }
    },
  }
}

function handIn(): Route {
  return {
    action: 'exam.hand_in',
    method: 'POST',
    path: decodeURIComponent(ROUTES.handIn(':id')),
    handle: async ({ request, lab }) => {
      lab.handIn(await readJson(request, HandInBody))
      return { status: 202, body: lab.view() }
    },
  }
}

function readResults(store: Store): Route {
  return {
    action: 'exam.results',
    method: 'GET',
    path: ROUTES.exams,
    handle: async ({ learner }) => {
      const body: ExamResultsView = { results: (await store.exams.overOf(learner.id)).map(resultOf) }
      return { status: 200, body }
    },
  }
}
