/** Details of pages that learners reported. No cluster is needed. */
import { expect } from '@playwright/test'
import { type KindlabServer, startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { pageStates } from './screenshots/page-states.ts'
import { playState } from './screenshots/show-state.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const PHONE = { width: 390, height: 844 }
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('the window of the terminals warns before the end of the lab, and offers to extend it', async ({ page }) => {
  const state = pageStates(LESSON, Date.now())['last-minutes']
  if (state !== undefined) await playState(page, state)
  await page.goto(`${server.origin}/terminal`)
  await expect(page.getByText('The lab ends in less than 10 minutes.')).toBeVisible()
  await expect(page.getByRole('button', { name: /extend/i })).toBeVisible()
})

test('a shown hint stays open when the learner visits another page and returns', async ({ page }) => {
  await page.goto(`${server.origin}/learn/the-node/hands-and-feet`)
  await page
    .getByRole('button', { name: /give me a hint/i })
    .first()
    .click()
  const hint = page.getByText('Hint 1', { exact: true })
  await expect(hint).toBeVisible()
  const lessons = page.getByRole('navigation', { name: 'Lessons' })
  await lessons.getByRole('link', { name: /^Next lesson/ }).click()
  await expect(page).not.toHaveURL(/hands-and-feet/)
  await lessons.getByRole('link', { name: /^Previous lesson/ }).click()
  await expect(page).toHaveURL(/hands-and-feet/)
  await expect(hint).toBeVisible()
})

test('on a phone no name in a table breaks', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto(`${server.origin}/learn/kube-proxy/modes`)
  const broken = await page
    .locator('td code')
    .evaluateAll((codes) =>
      codes
        .filter((code) => !/\s/.test(code.textContent) && code.getClientRects().length > 1)
        .map((code) => code.textContent),
    )
  expect(broken).toEqual([])
  expect(await page.locator('td code').count()).toBeGreaterThan(2)
})
