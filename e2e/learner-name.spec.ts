/** Learners enter their name beside the access code or in the page header. No cluster is started here. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { openHome } from './home-page.ts'
import { startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LESSON = '/learn/the-node/hands-and-feet'

test('a learner enters a name by keyboard, and every page shows it', async ({ page }) => {
  await using server = await startKindlabServer()
  await openHome(page, server.origin)
  await page.getByRole('button', { name: 'Your name' }).press('Enter')
  await expectAccessible(page)
  await page.getByLabel('Your name', { exact: true }).fill('\u202Eada')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'This name cannot be shown.' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Your name', { exact: true }).fill('  Ada <b>Lovelace</b> ')
  await page.keyboard.press('Enter')
  const named = page.getByRole('button', { name: 'Your name Ada <b>Lovelace</b>' })
  await expect(named).toBeFocused()
  await page.goto(server.origin + LESSON)
  await expect(named).toBeVisible()
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox').fill('your name')
  await page.keyboard.press('Enter')
  await page.getByLabel('Your name', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Your name', exact: true })).toBeVisible()
})

test('the access page asks for code and name once, and then opens the lesson', async ({ page }) => {
  await using server = await startKindlabServer({ KINDLAB_ACCESS_CODE: 'quiet river' })
  await page.goto(server.origin + LESSON)
  await expect(page.getByLabel('Your name')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('Ada')
  await page.getByLabel('Access code').fill('loud mountain')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('That is not the code. Try again.')
  await expect(page.getByLabel('Access code')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('quiet river')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(server.origin + LESSON)
  await expect(page.getByRole('button', { name: 'Your name Ada' })).toBeVisible()
  await page.goto(server.origin)
  await expect(page.getByRole('button', { name: 'Your name Ada' })).toBeVisible()
})

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
