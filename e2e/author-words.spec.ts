/** What authors put between backticks is shown as code, without a cluster. */
import { expect } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { emptySession } from './screenshots/page-states.ts'
import { playState } from './screenshots/show-state.ts'
import type { CheckResultView } from '#protocol/views.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('what a check says has commands as code, not as backticks', async ({ page }) => {
  const result: CheckResultView = {
    step: 'find-the-parts',
    check: 'kubelet-pid',
    outcome: 'unmet',
    expected: 'the answer of `pidof kubelet`',
    actual: 'the answer of `date`',
    why: 'start it with `systemctl start kubelet`',
    checkedAt: Date.now(),
    durationMs: 90,
  }
  await playState(page, { session: { ...emptySession({}), progress: { 'the-node/hands-and-feet': [result] } } })
  await page.goto(`${server.origin}/learn/the-node/hands-and-feet`)
  for (const command of ['pidof kubelet', 'date', 'systemctl start kubelet']) {
    const code = page.locator('fieldset code').getByText(command, { exact: true })
    await expect(code).toBeVisible()
  }
  await expect(page.locator('fieldset').getByText('`')).toHaveCount(0)
})
