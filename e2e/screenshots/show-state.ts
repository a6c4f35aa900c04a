import type { Page } from '@playwright/test'
import { endpointPath } from '#protocol/api.ts'
import { fakeSocket } from './fake-socket.ts'
import type { PageState } from './page-states.ts'

/** Replaces the answers of the server by this state. */
export async function playState(page: Page, { session, line, results = [], settings = {} }: PageState): Promise<void> {
  await page.unrouteAll()
  await page.route(`**${endpointPath('session.read')}`, (route) =>
    session === 'unreachable' ? route.abort() : route.fulfill({ json: session }),
  )
  await page.route(`**${endpointPath('exam.results')}`, (route) => route.fulfill({ json: { results } }))
  // A fake lab has no server behind these requests.
  await page.route(`**${endpointPath('lab.create')}/**`, (route) => route.abort())
  if (line !== undefined) await fakeSocket(page, line)
  await page.addInitScript((remembered: Record<string, string>) => {
    for (const [key, value] of Object.entries(remembered)) localStorage.setItem(`kindlab.${key}`, value)
  }, settings)
}
