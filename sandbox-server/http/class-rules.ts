/** The settings and dates of a class, as refusals. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import { isRunning } from '#server/model/class-dates.ts'
import type { KnownClass } from '#server/store/class-rows.ts'
import type { Store } from '#server/store/open-store.ts'

/** @throws KindlabError `class.closed` before its start and after its end */
export function requireRunning(known: KnownClass, now: number): void {
  if (!isRunning(known, now)) throw new KindlabError('class.closed')
}

/** @throws KindlabError `class.closed`, `class.no_watching` */
export function requireWatchable(known: KnownClass, now: number): void {
  requireRunning(known, now)
  if (!known.settings.isWatchable) throw new KindlabError('class.no_watching')
}

/** @throws KindlabError `class.no_help` when a running class of the learner has no hints and solutions */
export async function requireHelp({ classes }: Pick<Store, 'classes'>, learnerId: string, now: number): Promise<void> {
  const own = await classes.findByMember(learnerId)
  const isWithoutHelp = own.some(
    (known) => known.role === 'learner' && isRunning(known, now) && !known.settings.hasHelp,
  )
  if (isWithoutHelp) throw new KindlabError('class.no_help')
}
