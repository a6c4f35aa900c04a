/** Removes old data every hour: ended sessions and links, old entries of the audit log, and learners who are gone. */
import type { Logger } from 'pino'
import type { Labs } from './labs/labs.ts'
import { removePerson } from './remove-person.ts'
import type { Store } from './store/open-store.ts'
import { Loop } from './time/loop.ts'
import type { WallClock } from './time/wall-clock.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface RetentionSettings {
  /** Days for which the audit log is stored. */
  auditDays: number
  /** Days without activity after which a learner is removed. 0: never. */
  learnerDays: number
}

export interface RetentionParts {
  store: Store
  labs: Labs
  clock: WallClock
  log: Logger
  settings: RetentionSettings
}

/** The first sweep starts at once. */
export function startRetention(parts: RetentionParts): { close(): void } {
  const loop = new Loop({
    clock: parts.clock,
    run: async () => {
      try {
        await sweep(parts)
      } catch (error) {
        parts.log.error({ err: error }, 'retention.failed')
      }
      return HOUR_MS
    },
  })
  loop.requeue()
  return { close: () => loop.close() }
}

export async function sweep({ store, labs, clock, log, settings }: RetentionParts): Promise<void> {
  const now = clock.wallNow()
  await store.sessions.removeEnded(now)
  await store.invites.removeEnded(now)
  await store.tokens.removeEnded(now)
  await store.audit.removeBefore(now - settings.auditDays * DAY_MS)
  if (settings.learnerDays === 0) return
  const unused = await store.people.findUnused(now - settings.learnerDays * DAY_MS)
  for (const id of unused) {
    if (labs.ofLearner(id) === undefined) await removePerson({ store, labs }, id)
  }
  if (unused.length > 0) {
    await store.audit.add({ event: 'learners.removed_as_unused', detail: `${unused.length} learners` }, now)
    log.info({ count: unused.length }, 'retention.learners_removed')
  }
}
