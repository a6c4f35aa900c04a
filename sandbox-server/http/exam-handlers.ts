/** The tasks of an exam, and its result after the end. */
import { resultOf } from '#server/model/exam-result.ts'
import type { Store } from '#server/store/open-store.ts'
import type { Handlers } from './endpoint-route.ts'

export function examHandlers({ store }: { store: Store }) {
  return {
    'exam.open': async ({ lab }, body) => {
      lab.openTask(body)
      return lab.view()
    },
    'exam.hand_in': async ({ lab }, body) => {
      lab.handIn(body)
      return lab.view()
    },
    'exam.results': async ({ learner }) => ({ results: (await store.exams.findEnded(learner.id)).map(resultOf) }),
  } satisfies Partial<Handlers>
}
