/** Text between backticks appears as code. No cluster is started here. */
import { expect } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { emptySession, pageStates } from './screenshots/page-states.ts'
import { playState } from './screenshots/show-state.ts'
import type { CheckResultView } from '#protocol/views.ts'

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('commands in the message of a check appear as code, without backticks', async ({ page }) => {
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
  // Only a running lab shows a result that is not met.
  const ready = pageStates({ module: 'the-node', lesson: 'hands-and-feet' }, Date.now())['ready']
  const session = ready?.session ?? 'unreachable'
  const lab = session === 'unreachable' ? null : session.lab
  await playState(page, {
    ...ready,
    session: emptySession({ lab, progress: { 'the-node/hands-and-feet': [result] } }),
  })
  await page.goto(`${server.origin}/learn/the-node/hands-and-feet`)
  for (const command of ['pidof kubelet', 'date', 'systemctl start kubelet']) {
    const code = page.locator('fieldset code').getByText(command, { exact: true })
    await expect(code).toBeVisible()
  }
  await expect(page.locator('fieldset').getByText('`')).toHaveCount(0)
})
