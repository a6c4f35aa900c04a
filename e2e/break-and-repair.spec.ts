/** A step that starts with a fault, on a real cluster: break it, give a wrong answer, repair it by typing. */
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

test('a learner breaks a node, sees why a wrong answer is wrong, and repairs it', async ({ page, browser }) => {
  test.setTimeout(1_200_000)
  const step = page.locator('#crash-loop')
  const checks = step.getByRole('group', { name: /^checks/i })

  await test.step('a step with a fault shows no check before the learner breaks it', async () => {
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

  await test.step('the fault is in place when a check is unmet, and a reload shows the same state', async () => {
    await checks.getByRole('button', { name: 'Break it' }).click()
    await expect(checks).toHaveAttribute('data-state', 'unmet', { timeout: 120_000 })
    await page.reload()
    await expect(checks).toHaveAttribute('data-state', 'unmet')
    await expect(step.getByText('It is broken now.')).toBeVisible()
  })

  await test.step('a wrong repair shows the expected and the actual value', async () => {
    await openTab(page, /worker/)
    await typeCommand(page, `sed -i '/^clusterDNS:/d' ${FILE}; systemctl restart kubelet`)
    await expect(checks.getByText('no DNS server at all')).toBeVisible({ timeout: 60_000 })
    await expect(checks.getByText('Expected')).toBeVisible()
  })

  await test.step('the page shows a hint and the solution when the learner asks for them', async () => {
    await checks.getByRole('button', { name: /give me a hint/i }).click()
    await expect(checks.getByText(/command failed/).first()).toBeVisible()
    await checks.getByRole('button', { name: 'Show the solution' }).click()
    await expect(checks.getByText('Run it for me')).toBeVisible()
  })

  await test.step('a step that was put back is broken again and not done', async () => {
    await checks.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Put this step back' }).click()
    await expect(checks.getByText(/the step is put back/i)).toBeVisible()
    await expect(checks.getByText(/the step is put back/i)).toBeHidden({ timeout: 180_000 })
    await expect(checks).toHaveAttribute('data-state', 'unmet', { timeout: 60_000 })
  })

  await test.step('the check of a correct repair turns green without a click', async () => {
    await typeCommand(page, `clear; sed -i '/^clusterDNS:/d' ${FILE}`)
    await typeCommand(page, `printf 'clusterDNS:\\n- 10.96.0.10\\n' >> ${FILE}; systemctl restart kubelet`)
    await expect(checks).toHaveAttribute('data-state', 'met', { timeout: 60_000 })
    await expect(page.getByRole('link', { name: 'Step 4: Repair a crash loop, done', exact: true })).toBeVisible()
  })

  await test.step('the server does the earlier steps by their solutions, and the page marks them', async () => {
    await checks.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Do the steps before this one' }).click()
    await expect(page.getByRole('link', { name: /^Step 3: .*, done with the solution$/ })).toBeVisible({
      timeout: 300_000,
    })
  })

  await test.step('a reopened browser shows the same lab and the progress', async () => {
    const state = await page.context().storageState()
    await page.close()
    const again = await (await browser.newContext({ storageState: state })).newPage()
    await again.goto(server.origin)
    await again.getByRole('link', { name: /^continue/i }).click()
    await expect(again.getByRole('link', { name: /^Step 4: .*, done$/ })).toBeVisible()
    await expect(again.getByRole('tab', { name: /worker/ })).toBeVisible()
  })
})
