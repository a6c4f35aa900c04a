/** The learner behind a browser's cookie, and the learner's name. */
import type { LearnerView } from '#protocol/views.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { ProviderHealth } from '#server/provider-health.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import { removePerson } from '#server/remove-person.ts'
import type { Store } from '#server/store/open-store.ts'
import type { Accounts } from './accounts.ts'
import { ownClasses } from './class-handlers.ts'
import type { Handlers } from './endpoint-route.ts'
import { readDisplayName } from './display-name.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Sessions } from './sessions.ts'

export interface SessionParts {
  store: Store
  labs: Labs
  sessions: Sessions
  limits: RateLimits
  health: ProviderHealth
  accounts: Accounts
  tier: number
  wallNow: () => number
}

export function sessionHandlers({ store, sessions, labs, limits, health, tier, accounts, wallNow }: SessionParts) {
  const viewOf = async ({ id, displayName, role }: Learner): Promise<LearnerView> => ({
    id,
    ...(displayName === undefined ? {} : { displayName }),
    ...(role === 'learner' ? {} : { role }),
    ...((await accounts.isAccount({ id })) ? { isAccount: true } : {}),
  })
  return {
    'session.read': async ({ request, address, replyHeaders }) => {
      const { learner, cookie } = await sessions.findOrCreate(request, () => limits.take('learners', address))
      const { id } = learner
      labs.noteVisitor(id)
      const [isDockerUp, progress, steps] = await Promise.all([
        health.isUp(),
        store.checkResults.findByLearner(id),
        store.stepProgress.findByLearner(id),
      ])
      const lab = labs.ofLearner(id)?.view() ?? null
      const classes = await ownClasses({ store, wallNow }, id)
      replyHeaders['set-cookie'] = cookie
      return {
        learner: await viewOf(learner),
        lab,
        progress,
        steps,
        tier,
        isDockerUp,
        isReadOnly: labs.isReadOnly,
        ...(classes.length === 0 ? {} : { classes }),
      }
    },
    'learner.rename': async ({ learner }, body) => {
      const displayName = readDisplayName(body.displayName)
      await store.learners.rename(learner.id, displayName)
      return viewOf({ ...learner, displayName })
    },
    'learner.remove': async ({ visitor, replyHeaders }) => {
      await removePerson({ store, labs }, visitor.learner.id)
      replyHeaders['set-cookie'] = sessions.removeCookie()
      await store.audit.add({ event: 'learner.removed' }, wallNow())
    },
    ...signOutHandlers({ sessions, store, wallNow }),
  } satisfies Partial<Handlers>
}

function signOutHandlers({ sessions, store, wallNow }: Pick<SessionParts, 'sessions' | 'store' | 'wallNow'>) {
  return {
    'session.end': async ({ visitor, replyHeaders }, { everywhere }) => {
      replyHeaders['set-cookie'] = await sessions.end(visitor, { everywhere })
      const event = everywhere ? 'session.ended_everywhere' : 'session.ended'
      await store.audit.add({ event, learnerId: visitor.learner.id }, wallNow())
    },
    'sessions.list': async ({ visitor: { learner, session } }) => {
      const list = await sessions.list(learner.id)
      return {
        sessions: list.map(({ id, device, createdAt, seenAt }) => {
          return { id, device, createdAt, seenAt, isThis: id === session?.id }
        }),
      }
    },
    'sessions.end': async ({ learner, params }) => {
      const { id = '' } = params
      await store.sessions.remove(id)
      await store.audit.add({ event: 'session.ended', learnerId: learner.id, subject: id }, wallNow())
    },
  } satisfies Partial<Handlers>
}
