import type { Page } from '@playwright/test'
import { endpointPath } from '#protocol/api.ts'

/** Opens the home page and waits for its session request: keys and clicks before hydration are lost. */
export async function openHome(page: Page, origin: string): Promise<void> {
  const isAlive = page.waitForRequest(`**${endpointPath('session.read')}`)
  await page.goto(origin)
  await isAlive
}
