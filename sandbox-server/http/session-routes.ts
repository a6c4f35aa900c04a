/** Who a browser is: the learner behind its cookie, and what they are called. */
import { ROUTES } from '#protocol/routes.ts'
import { type LearnerView, RenameBody, type SessionView } from '#protocol/views.ts'
import type { LabRegistry } from '#server/labs/lab-registry.ts'
import type { ProviderHealth } from '#server/provider-health.ts'
import type { Learner } from '#server/store/learner-store.ts'
import type { Store } from '#server/store/store.ts'
import { readDisplayName } from './display-name.ts'
import type { RateLimits } from './rate-limits.ts'
import { readJson } from './request-body.ts'
import type { Route } from './router.ts'
import type { Sessions } from './sessions.ts'

export interface SessionParts {
  store: Store
  registry: LabRegistry
  sessions: Sessions
  limits: RateLimits
  health: ProviderHealth
  tier: number
}

export function sessionRoutes(parts: SessionParts): Route[] {
  return [readSession(parts), renameLearner(parts)]
}

function readSession({ store, sessions, registry, limits, health, tier }: SessionParts): Route {
  return {
    action: 'session.read',
    method: 'GET',
    path: ROUTES.session,
    handle: async ({ request, address }) => {
      const learner = await sessions.findOrBegin(request, () => limits.take('learners', address))
      const { id } = learner
      registry.noteVisitor(id)
      const [isDockerUp, progress, steps] = await Promise.all([
        health.isUp(),
        store.checkResults.progressOf(id),
        store.stepProgress.ofLearner(id),
      ])
      const lab = registry.ofLearner(id)?.view() ?? null
      const body: SessionView = { learner: viewOf(learner), lab, progress, steps, tier, isDockerUp }
      return { status: 200, body, headers: { 'set-cookie': sessions.cookieFor(learner) } }
    },
  }
}

function renameLearner({ store }: SessionParts): Route {
  return {
    action: 'learner.rename',
    method: 'POST',
    path: ROUTES.name,
    handle: async ({ request, learner: { id } }) => {
      const displayName = readDisplayName((await readJson(request, RenameBody)).displayName)
      await store.learners.rename(id, displayName)
      return { status: 200, body: viewOf({ id, displayName }) }
    },
  }
}

function viewOf({ id, displayName }: Learner): LearnerView {
  return displayName === undefined ? { id } : { id, displayName }
}
