import type { Page } from '@playwright/test'
import { ROUTES } from '#protocol/routes.ts'
import { playLine } from './fake-line.ts'
import type { PageState } from './page-states.ts'

/** From now on the page is told of this state, whatever the server has to say. */
export async function playState(page: Page, { session, line, results = [], settings = {} }: PageState): Promise<void> {
  await page.unrouteAll()
  await page.route(`**${ROUTES.session}`, (route) =>
    session === 'unreachable' ? route.abort() : route.fulfill({ json: session }),
  )
  await page.route(`**${ROUTES.exams}`, (route) => route.fulfill({ json: { results } }))
  // A lab that is only played has nothing behind it.
  await page.route(`**${ROUTES.labs}/**`, (route) => route.abort())
  if (line !== undefined) await playLine(page, line)
  await page.addInitScript((remembered: Record<string, string>) => {
    for (const [key, value] of Object.entries(remembered)) localStorage.setItem(`kindlab.${key}`, value)
  }, settings)
}
