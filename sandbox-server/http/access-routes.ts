import { KindlabError } from '#protocol/errors.ts'
import type { LearnerStore } from '#server/store/learner-store.ts'
import type { AccessGate } from './access-gate.ts'
import { accessPage, safeNext } from './access-page.ts'
import { readDisplayName } from './display-name.ts'
import type { RateLimits } from './rate-limits.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'
import type { Sessions } from './sessions.ts'

export const ACCESS_PATH = '/access'

export interface AccessParts {
  gate: AccessGate
  sessions: Sessions
  learners: LearnerStore
  limits: RateLimits
}

export function accessRoutes(parts: AccessParts): Route[] {
  return [askForCode(parts), takeCode(parts)]
}

function askForCode({ gate, sessions }: AccessParts): Route {
  return {
    action: 'access.ask',
    method: 'GET',
    path: ACCESS_PATH,
    handle: async ({ request }) => {
      const next = safeNext(new URLSearchParams((request.url ?? '').split('?')[1]).get('next'))
      if (gate.isOpenFor(request)) return seeOther(next)
      return accessPage({ next, code: 'asked', name: (await sessions.find(request))?.displayName ?? '' })
    },
  }
}

function takeCode({ gate, sessions, learners, limits }: AccessParts): Route {
  return {
    action: 'access.give',
    method: 'POST',
    path: ACCESS_PATH,
    handle: async ({ request, address }) => {
      const form = await readForm(request)
      const next = safeNext(form.get('next'))
      const name = form.get('name') ?? ''
      if (!gate.isOpenFor(request) && !gate.isRight(form.get('code') ?? '')) {
        return accessPage({ next, code: 'wrong', name })
      }
      // A class behind one router types the right code all at once.
      await limits.giveBack('access', address)
      const checked = checkName(name)
      if ('problem' in checked) {
        const page = accessPage({ next, code: 'given', name, nameProblem: checked.problem })
        return { ...page, headers: { ...page.headers, 'set-cookie': gate.cookie() } }
      }
      const learner = await sessions.findOrBegin(request, () => limits.take('learners', address))
      await learners.rename(learner.id, checked.name)
      return {
        ...seeOther(next),
        headers: { location: next, 'set-cookie': [gate.cookie(), sessions.cookieFor(learner)] },
      }
    },
  }
}

function checkName(typed: string): { name: string } | { problem: string } {
  try {
    const name = readDisplayName(typed)
    return name === undefined ? { problem: 'Type a name.' } : { name }
  } catch (error) {
    if (!(error instanceof KindlabError)) throw error
    return { problem: `This name cannot be shown: ${error.detail ?? error.message}.` }
  }
}

function seeOther(location: string) {
  return { status: 303, headers: { location } }
}
