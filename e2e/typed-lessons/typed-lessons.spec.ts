/** Lessons from start to end by somebody who knows nothing but what the page says, and types it. */
import { expect, type Locator, type Page } from '@playwright/test'
import { listInstanceObjects } from '../docker-objects.ts'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import { test } from '../own-hosts.ts'
import { typeOn } from './hands.ts'
import { answerQuestions } from './quiz-by-trial.ts'
import { readLastHint, readRequests, type Request } from './what-it-says.ts'

// The longest file by far: its lessons go to whichever processor is free.
test.describe.configure({ mode: 'parallel' })

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

for (const lesson of ['kubelet/a-service-not-a-pod', 'runtime/crictl', 'ready-for-the-exam/core-commands']) {
  test(`who types what ${lesson} says has done every step, and can answer every question`, async ({ page }) => {
    test.setTimeout(900_000)
    await page.goto(`${server.origin}/learn/${lesson}`)
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })

    for (const [step, requests] of await readByStep(page)) {
      // oxlint-disable-next-line no-await-in-loop -- in the order of the text
      await test.step(step ?? 'between the steps', () => follow(page, step, requests))
    }
    const steps = page.getByRole('link', { name: /^Step \d+: / })
    const done = page.getByRole('link', { name: /^Step \d+: .*, done$/ })
    await expect(done).toHaveCount(await steps.count())
    await answerQuestions(page)
    await page.getByRole('button', { name: 'End lab' }).click()
    await page.getByRole('button', { name: 'End and delete' }).click()
    await expect.poll(() => listInstanceObjects(server.instance), { timeout: 60_000 }).toEqual([])
  })
}

/** In the order of the text; what stands between two steps comes between them. */
async function readByStep(page: Page): Promise<[string | undefined, Request[]][]> {
  const parts: [string | undefined, Request[]][] = []
  for (const request of await readRequests(page)) {
    const last = parts.at(-1)
    if (last !== undefined && last[0] === request.step) last[1].push(request)
    else parts.push([request.step, [request]])
  }
  return parts
}

async function follow(page: Page, step: string | undefined, requests: readonly Request[]): Promise<void> {
  for (const request of requests) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (request.kind === 'command') await typeOn(page, request.node, request.text)
    // oxlint-disable-next-line no-await-in-loop -- see above
    else if (request.kind === 'break') await breakIt(page.locator(`section[id="${step}"]`))
  }
  if (step === undefined) return
  const checks = page.locator(`section[id="${step}"]`).getByRole('group', { name: /^checks/i })
  const hasCommands = requests.some(({ kind }) => kind === 'command')
  if (!(await isGreenWithin(checks, hasCommands ? 5_000 : 1_000))) await followHint(page, checks)
}

async function breakIt(section: Locator): Promise<void> {
  const button = section.getByRole('button', { name: 'Break it' }).first()
  // The text and the checks may each have one; the first has broken it.
  if (!(await button.isVisible())) return
  await button.click()
  await expect(section.getByRole('group', { name: /^checks/i })).toHaveAttribute('data-state', 'unmet', {
    timeout: 180_000,
  })
}

/** A command may come too early, before its Pod is there; so it is typed once more, as anybody would. */
async function followHint(page: Page, checks: Locator): Promise<void> {
  const hint = await readLastHint(checks)
  if (hint === undefined) return expect(checks).toHaveAttribute('data-state', 'met')
  const { node, commands } = hint
  for (let tries = 0; tries < 3; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one command after the other
    for (const command of commands) await typeOn(page, node, command)
    // oxlint-disable-next-line no-await-in-loop -- see above
    if (await isGreenWithin(checks, 45_000)) return
  }
  await expect(checks, `the last hint was: ${commands.join('; ')}`).toHaveAttribute('data-state', 'met')
}

async function isGreenWithin(checks: Locator, timeout: number): Promise<boolean> {
  return expect(checks)
    .toHaveAttribute('data-state', 'met', { timeout })
    .then(
      () => true,
      () => false,
    )
}
