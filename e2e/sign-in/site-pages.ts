/** Pages of the site and of Keycloak, as a person uses them. */
import { type Browser, expect, type Page } from '@playwright/test'
import { endpointPath } from '#protocol/api.ts'
import { SessionView } from '#protocol/views.ts'
import { passwordOf } from './keycloak.ts'

export interface Person {
  page: Page
  close: () => Promise<void>
}

/** A new browser of a person, with no cookies. It sends `headers` with each request. */
export async function openBrowser(browser: Browser, headers: Record<string, string> = {}): Promise<Person> {
  const context = await browser.newContext({ extraHTTPHeaders: headers })
  return { page: await context.newPage(), close: () => context.close() }
}

/** Fills the real page of Keycloak. */
export async function enterAtKeycloak(page: Page, name: string): Promise<void> {
  await page.locator('#username').fill(name)
  await page.locator('#password').fill(passwordOf(name))
  await page.locator('#kc-login').click()
}

/** From the site's own sign-in page to Keycloak's. */
export async function goToKeycloak(page: Page, origin: string): Promise<void> {
  await page.goto(origin)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.getByRole('link', { name: 'Sign in with' }).click()
}

export async function untilAtSite(page: Page, origin: string): Promise<void> {
  await page.waitForURL((url) => url.origin === origin && url.pathname === '/')
}

/** The person of this browser, as the server knows it. Undefined: not signed in. */
export async function whoIs(page: Page, origin: string): Promise<SessionView['learner'] | undefined> {
  const answer = await page.request.get(origin + endpointPath('session.read'))
  return answer.ok() ? SessionView.parse(await answer.json()).learner : undefined
}

/** Asks until the server no longer knows the browser. Returns the time that it took. */
export async function untilSignedOut(page: Page, origin: string, withinMs: number): Promise<number> {
  const startedAt = performance.now()
  await expect.poll(() => whoIs(page, origin), { timeout: withinMs, intervals: [50] }).toBeUndefined()
  return performance.now() - startedAt
}

/** "Sign out here" on the page of the account. */
export async function signOutHere(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
}
