/** Ready clusters from the pool: a first and a fresh cluster without a boot, and a pool that is restored after the server was killed. */
import { expect } from '@playwright/test'
import { docker } from './docker-objects.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, openTab, runAndExpect } from './terminal-page.ts'

const LESSON = '/learn/the-node/hands-and-feet'
const BOOT_MS = 300_000
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer({ KINDLAB_POOL: '1' })
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

const timesFilled = () => server.log().split('pool.filled').length - 1

test('a learner has a prompt at once from the pool, and a fresh cluster too', async ({ page }, info) => {
  test.setTimeout(900_000)
  await page.goto(`${server.origin}${LESSON}`)
  await expect.poll(timesFilled, { timeout: BOOT_MS }).toBe(1)

  await test.step('the restarted server finds the sandboxes of the pool and makes none', async () => {
    await server.kill()
    await server.restart()
    await page.reload()
  })

  await test.step('a started lab shows the prompt without a boot', async () => {
    await page.evaluate(watchForPrompt)
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expectOnScreen(page, /[#$]$/m)
    const promptMs = await page.evaluate(() => Number(document.documentElement.dataset['promptMs']))
    info.annotations.push({ type: 'click to prompt', description: `${Math.round(promptMs)} ms` })
    expect(server.log().match(/"lab\.claimed"|lab\.claimed/g)).toHaveLength(1)
    await expect(page.getByText('Waiting for the API server')).toHaveCount(0)
    await runAndExpect(page, 'clear; kubectl get nodes --no-headers | grep -cw Ready', /^2$/m, 30_000)
  })

  await test.step('a fresh cluster comes from the refilled pool', async () => {
    await expect.poll(timesFilled, { timeout: BOOT_MS }).toBe(2)
    await openTab(page, /worker/)
    await runAndExpect(page, 'clear; touch /root/used; echo touched', /^touched$/m)
    await page.getByRole('button', { name: 'Fresh cluster' }).click()
    await page.getByRole('button', { name: 'Delete and start fresh' }).click()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible()
    await openTab(page, /worker/)
    await runAndExpect(page, 'clear; ls /root/used; echo looked', /No such file[^]*^looked$/m, 30_000)
    const labels = await docker('network', 'ls', '--quiet', '--filter', `label=kindlab.instance=${server.instance}`)
    expect(labels.length).toBeGreaterThanOrEqual(1)
  })
})

/** Runs in the page: measures the time from the click to the first prompt. */
function watchForPrompt(): void {
  let clickedAt = 0
  addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true })
  const timer = setInterval(() => {
    const rows = document.querySelector('.xterm-rows')?.textContent ?? ''
    if (clickedAt === 0 || !/[#$]\s*$/.test(rows.trimEnd() + ' ')) return
    clearInterval(timer)
    document.documentElement.dataset['promptMs'] = String(performance.now() - clickedAt)
  }, 5)
}
