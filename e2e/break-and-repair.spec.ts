/** A step that begins with something broken, on a real cluster: break it, answer wrongly, repair it by typing. */
import { expect, test } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { openTab, typeCommand } from './terminal-page.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

const FILE = '/var/lib/kubelet/config.yaml'

test('a learner breaks a node, is told what is wrong with a wrong answer, and repairs it', async ({ page }) => {
  test.setTimeout(600_000)
  const step = page.locator('#crash-loop')
  const checks = step.getByRole('group', { name: /^checks/i })

  await test.step('before it is broken there is nothing to check', async () => {
    await page.goto(`${server.origin}/learn/kubelet/a-service-not-a-pod`)
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })
    await expect(checks.getByRole('button', { name: 'Break it' })).toBeVisible()
    await expect(checks.getByRole('button', { name: 'Check now' })).toBeHidden()
    await expect(checks).toHaveAttribute('data-state', 'pending')
  })

  await test.step('breaking it ends when the trouble shows, and a reload finds it broken', async () => {
    await checks.getByRole('button', { name: 'Break it' }).click()
    await expect(checks).toHaveAttribute('data-state', 'unmet', { timeout: 120_000 })
    await page.reload()
    await expect(checks).toHaveAttribute('data-state', 'unmet')
    await expect(step.getByText('It is broken now.')).toBeVisible()
  })

  await test.step('a wrong answer shows what was expected and what there is', async () => {
    await openTab(page, /worker/)
    await typeCommand(page, `sed -i '/^clusterDNS:/d' ${FILE}; systemctl restart kubelet`)
    await expect(checks.getByText('no DNS server at all')).toBeVisible({ timeout: 60_000 })
    await expect(checks.getByText('Expected')).toBeVisible()
  })

  await test.step('the right one turns green by itself', async () => {
    await typeCommand(page, `clear; printf 'clusterDNS:\\n- 10.96.0.10\\n' >> ${FILE}; systemctl restart kubelet`)
    await expect(checks).toHaveAttribute('data-state', 'met', { timeout: 60_000 })
  })
})
