/** The audit log in a real browser: an admin reads it, and other people do not. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Browser, type Page } from '@playwright/test'
import { startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const ADMIN = 'ada@example.org'
const INSTRUCTOR = 'grace@example.org'
const PASSWORD = 'correct horse battery staple 9'

/** Sets a password by its link, and signs in, in a browser of its own. */
async function signUp(browser: Browser, login: string, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

test('an admin sees the own actions in the audit log; an instructor and a learner are refused', async ({
  page: learner,
  browser,
}) => {
  test.setTimeout(120_000)
  await using server = await startKindlabServer({ KINDLAB_PROVIDER: 'local' })
  const admin = await signUp(browser, ADMIN, await server.printLink('users', 'create-admin', ADMIN))
  await admin.goto(`${server.origin}/class`)
  await admin.getByLabel('Name of a new class').fill('Nodes on Monday')
  await admin.getByRole('button', { name: 'Create' }).click()
  await expect(admin.getByRole('heading', { name: 'Nodes on Monday' })).toBeVisible()

  await test.step('the entries of the admin come first, with person and object', async () => {
    await admin.goto(`${server.origin}/account`)
    await admin.getByRole('link', { name: 'Audit log of the site' }).click()
    const created = admin.getByRole('row').filter({ hasText: 'class.created' })
    await expect(created).toContainText('Nodes on Monday')
    await expect(created).toContainText(ADMIN)
    await admin.getByLabel('Filter the entries below').fill('nothing like this')
    await expect(created).toBeHidden()
    await admin.getByLabel('Filter the entries below').fill('class.created')
    await expect(created).toBeVisible()
    for (const theme of ['light', 'dark'] as const) {
      await admin.emulateMedia({ colorScheme: theme })
      const { violations } = await new AxeBuilder({ page: admin }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    }
  })

  await test.step('other people get a refusal and no entry', async () => {
    const link = await server.printLink('users', 'add', INSTRUCTOR, '--role', 'instructor')
    const instructor = await signUp(browser, INSTRUCTOR, link)
    for (const refused of [instructor, learner]) {
      await refused.goto(`${server.origin}/audit`)
      await expect(refused.getByRole('main').getByRole('alert')).toContainText('Your role on this site')
      await expect(refused.getByRole('table')).toHaveCount(0)
      await refused.goto(`${server.origin}/account`)
      await expect(refused.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(refused.getByRole('link', { name: 'Audit log of the site' })).toHaveCount(0)
    }
    await instructor.context().close()
  })
  await admin.context().close()
})
