import type { ResultRow } from '#protocol/classes.ts'
import type { Store } from '#server/store/open-store.ts'

/** One row for each started step of each learner, by name. */
export async function resultRows(store: Store, classId: string): Promise<ResultRow[]> {
  const [members, progress] = await Promise.all([
    store.classes.findMembers(classId),
    store.stepProgress.findByClass(classId),
  ])
  return members.flatMap(({ learnerId, displayName }) =>
    Object.entries(progress.get(learnerId) ?? {}).flatMap(([key, steps]) => {
      const [module = '', lesson = ''] = key.split('/')
      return steps.map(({ step, startedAt, doneAt, doneBy, hints }): ResultRow => {
        const times = Object.entries({ startedAt, doneAt, doneBy }).filter(([, value]) => value !== undefined)
        const place = { module, lesson, step, hints }
        return { learner: learnerId, name: displayName ?? '', ...place, ...Object.fromEntries(times) }
      })
    }),
  )
}
