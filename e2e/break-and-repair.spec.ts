/** A step that begins with something broken, on a real cluster: break it, answer wrongly, repair it by typing. */
import { expect } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { openTab, typeCommand } from './terminal-page.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

const FILE = '/var/lib/kubelet/config.yaml'

test('a learner breaks a node, is told what is wrong with a wrong answer, and repairs it', async ({
  page,
  browser,
}) => {
  test.setTimeout(1_200_000)
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

  await test.step('a hint and the solution are there when asked for, the solution after one more question', async () => {
    await checks.getByRole('button', { name: /give me a hint/i }).click()
    await expect(checks.getByText(/command failed/).first()).toBeVisible()
    await checks.getByRole('button', { name: 'Show the solution' }).click()
    await expect(checks.getByText('Run it for me')).toBeVisible()
  })

  await test.step('put back, the step is broken again and still open', async () => {
    await checks.getByRole('button', { name: 'Start over' }).click()
    await checks.getByRole('button', { name: 'Put this step back' }).click()
    await expect(checks.getByText(/the step is put back/i)).toBeVisible()
    await expect(checks.getByText(/the step is put back/i)).toBeHidden({ timeout: 180_000 })
    await expect(checks).toHaveAttribute('data-state', 'unmet', { timeout: 60_000 })
  })

  await test.step('the right answer turns green by itself', async () => {
    await typeCommand(page, `clear; sed -i '/^clusterDNS:/d' ${FILE}`)
    await typeCommand(page, `printf 'clusterDNS:\\n- 10.96.0.10\\n' >> ${FILE}; systemctl restart kubelet`)
    await expect(checks).toHaveAttribute('data-state', 'met', { timeout: 60_000 })
    await expect(page.getByRole('link', { name: 'Step 4: Cure a crash loop, done', exact: true })).toBeVisible()
  })

  await test.step('the earlier steps are done by their solutions, and marked so', async () => {
    await checks.getByRole('button', { name: 'Start over' }).click()
    await checks.getByRole('button', { name: 'Do the steps before this one' }).click()
    await expect(page.getByRole('link', { name: /^Step 3: .*, done with the solution$/ })).toBeVisible({
      timeout: 300_000,
    })
  })

  await test.step('a browser that was closed comes back to the same step, with what was achieved', async () => {
    const state = await page.context().storageState()
    await page.close()
    const again = await (await browser.newContext({ storageState: state })).newPage()
    await again.goto(server.origin)
    await again.getByRole('link', { name: /^continue/i }).click()
    await expect(again.getByRole('link', { name: /^Step 4: .*, done$/ })).toBeVisible()
    await expect(again.getByRole('tab', { name: /worker/ })).toBeVisible()
  })
})
