import type { Page } from '@playwright/test'
import { ROUTES } from '#protocol/routes.ts'

/** Opens the home page, which asks who is there once it is alive: keys and clicks before that are lost. */
export async function openHome(page: Page, origin: string): Promise<void> {
  const isAlive = page.waitForRequest(`**${ROUTES.session}`)
  await page.goto(origin)
  await isAlive
}
