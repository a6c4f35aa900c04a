import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Labs } from '#server/labs/labs.ts'
import { isRunning } from '#server/model/class-dates.ts'
import type { Store } from '#server/store/open-store.ts'

/** A learner with a lab keeps the seat, and a class limits only while it runs. @throws KindlabError `class.full` when a class of the learner has no free seat */
export async function requireSeat(
  { store, labs, now }: { store: Pick<Store, 'classes'>; labs: Labs; now: number },
  learnerId: string,
): Promise<void> {
  if (labs.ofLearner(learnerId) !== undefined) return
  for (const { id, seats, ...dates } of await store.classes.findByMember(learnerId)) {
    if (seats === undefined || !isRunning(dates, now)) continue
    const members = await store.classes.findMembers(id)
    const taken = members.filter((member) => labs.ofLearner(member.learnerId) !== undefined).length
    if (taken >= seats) throw new KindlabError('class.full', { detail: `${taken} of ${seats}` })
  }
}
