import type { AccessGate } from './access-gate.ts'
import { accessPage, safeNext } from './access-page.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'

export const ACCESS_PATH = '/access'

export function accessRoutes(gate: AccessGate): Route[] {
  return [
    {
      action: 'access.ask',
      method: 'GET',
      path: ACCESS_PATH,
      handle: async ({ request }) => {
        const next = safeNext(new URLSearchParams((request.url ?? '').split('?')[1]).get('next'))
        return gate.isOpenFor(request) ? seeOther(next) : accessPage({ next, isWrong: false })
      },
    },
    {
      action: 'access.give',
      method: 'POST',
      path: ACCESS_PATH,
      handle: async ({ request }) => {
        const form = await readForm(request)
        const next = safeNext(form.get('next'))
        if (!gate.isRight(form.get('code') ?? '')) return accessPage({ next, isWrong: true })
        return { ...seeOther(next), headers: { location: next, 'set-cookie': gate.cookie() } }
      },
    },
  ]
}

function seeOther(location: string) {
  return { status: 303, headers: { location } }
}
