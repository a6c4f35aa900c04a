import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LearnerRows } from '#server/store/learner-rows.ts'
import type { AccessGate, AccessMode } from './access-gate.ts'
import type { AccessLinks } from './access-links.ts'
import { accessPage, safeNext } from './access-page.ts'
import { readDisplayName } from './display-name.ts'
import { linkPage } from './link-page.ts'
import type { RateLimits } from './rate-limits.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'
import type { Sessions } from './sessions.ts'

export const ACCESS_PATH = '/access'

export interface AccessParts {
  mode: AccessMode
  gate: AccessGate
  links: AccessLinks
  sessions: Sessions
  learners: LearnerRows
  limits: RateLimits
  log: Logger
}

export function accessRoutes(parts: AccessParts): Route[] {
  switch (parts.mode.kind) {
    case 'code':
      return [showForm(parts), acceptForm(parts)]
    case 'link':
      return [acceptLink(parts)]
    case 'open':
      return []
    default:
      return parts.mode satisfies never
  }
}

function acceptLink({ gate, links }: AccessParts): Route {
  return {
    action: 'access.ask',
    method: 'GET',
    path: ACCESS_PATH,
    handle: async ({ request }) => {
      const query = queryOf(request)
      const next = safeNext(query.get('next'))
      const secret = query.get('secret')
      if (secret === null) return gate.isOpenFor(request) ? seeOther(next) : linkPage({ isRefused: false })
      // A browser can fetch a link before a person opens it. The link must still work afterwards.
      if (isPrefetch(request)) return { status: 503 }
      if (await links.redeem(secret)) {
        return { status: 303, headers: { location: next, 'set-cookie': gate.cookie() } }
      }
      return gate.isOpenFor(request) ? seeOther(next) : linkPage({ isRefused: true })
    },
  }
}

function isPrefetch({ method, headers }: IncomingMessage): boolean {
  return method === 'HEAD' || headers['sec-purpose'] !== undefined || headers['purpose'] === 'prefetch'
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams((request.url ?? '').split('?')[1])
}

function showForm({ gate, sessions }: AccessParts): Route {
  return {
    action: 'access.ask',
    method: 'GET',
    path: ACCESS_PATH,
    handle: async ({ request }) => {
      const next = safeNext(queryOf(request).get('next'))
      if (gate.isOpenFor(request)) return seeOther(next)
      return accessPage({ next, code: 'asked', name: (await sessions.find(request))?.learner.displayName ?? '' })
    },
  }
}

function acceptForm({ gate, sessions, learners, limits, log }: AccessParts): Route {
  return {
    action: 'access.give',
    method: 'POST',
    path: ACCESS_PATH,
    handle: async ({ request, address }) => {
      const form = await readForm(request)
      const next = safeNext(form.get('next'))
      const name = form.get('name') ?? ''
      if (!gate.isOpenFor(request) && !gate.isRight(form.get('code') ?? '')) {
        log.warn({ address }, 'access.code_refused')
        return accessPage({ next, code: 'wrong', name })
      }
      // A whole class behind one router may send the right code within a minute.
      await limits.giveBack('access', address)
      const checked = checkName(name)
      if ('problem' in checked) {
        const page = accessPage({ next, code: 'given', name, nameProblem: checked.problem })
        return { ...page, headers: { ...page.headers, 'set-cookie': gate.cookie() } }
      }
      log.info({ address }, 'access.code_accepted')
      const { learner, cookie } = await sessions.findOrCreate(request, () => limits.take('learners', address))
      await learners.rename(learner.id, checked.name)
      return {
        ...seeOther(next),
        headers: { location: next, 'set-cookie': [gate.cookie(), cookie] },
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
