/** The link of `./kindlab link` in a real browser. No cluster is started here. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LESSON = '/learn/the-node/hands-and-feet'

test('a link opens the site in one browser only, and the page without a link names the command', async ({
  page,
  browser,
}) => {
  await using server = await startKindlabServer({ KINDLAB_LOCAL_ACCESS: 'link', KINDLAB_PROVIDER: 'local' })
  await page.goto(server.origin + LESSON)
  await expect(page.getByText('./kindlab link')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  expect((await fetch(`${server.origin}/api/session`)).status).toBe(401)

  const link = await server.printLink()
  await page.goto(link)
  expect(page.url()).toBe(`${server.origin}/`)
  await page.goto(server.origin + LESSON)
  await expect(page.getByRole('button', { name: 'Start the lab' }).last()).toBeEnabled()

  const other = await browser.newContext()
  const stranger = await other.newPage()
  await stranger.goto(link)
  await expect(stranger.getByRole('alert')).toContainText('This link does not work')
  await stranger.goto(await server.printLink())
  await expect(stranger.getByRole('main').getByRole('link').first()).toBeVisible()
  await other.close()
})
