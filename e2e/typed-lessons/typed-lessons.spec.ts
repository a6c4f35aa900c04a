/** Whole lessons, done only with the instructions on the page. */
import { expect, type Locator, type Page } from '@playwright/test'
import { listInstanceObjects } from '../docker-objects.ts'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import { test } from '../own-hosts.ts'
import { typeCommand } from './type-command.ts'
import { answerQuestions } from './answer-questions.ts'
import { readLastHint, readRequests, type Request } from './lesson-requests.ts'

// The longest file by far: its lessons run in parallel.
test.describe.configure({ mode: 'parallel' })

let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

for (const lesson of ['kubelet/a-service-not-a-pod', 'runtime/crictl', 'ready-for-the-exam/core-commands']) {
  test(`the instructions of ${lesson} solve every step, and its text answers every question`, async ({ page }) => {
    test.setTimeout(900_000)
    await page.goto(`${server.origin}/learn/${lesson}`)
    await page
      .getByRole('button', { name: /start the lab/i })
      .first()
      .click()
    await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })

    for (const [step, requests] of await readByStep(page)) {
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

/** Groups the requests by step, in the order of the text; requests outside of steps form their own groups. */
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
    if (request.kind === 'command') await typeCommand(page, request.node, request.text)
    else if (request.kind === 'break') await breakIt(page.locator(`section[id="${step}"]`))
  }
  if (step === undefined) return
  const checks = page.locator(`section[id="${step}"]`).getByRole('group', { name: /^checks/i })
  const hasCommands = requests.some(({ kind }) => kind === 'command')
  if (!(await isGreenWithin(checks, hasCommands ? 5_000 : 1_000))) await followHint(page, checks)
}

async function breakIt(section: Locator): Promise<void> {
  const button = section.getByRole('button', { name: 'Break it' }).first()
  // The text and the checks can both have this button; one click is enough.
  if (!(await button.isVisible())) return
  await button.click()
  await expect(section.getByRole('group', { name: /^checks/i })).toHaveAttribute('data-state', 'unmet', {
    timeout: 180_000,
  })
}

/** A command fails if its Pod does not exist yet, so it is typed again. */
async function followHint(page: Page, checks: Locator): Promise<void> {
  const hint = await readLastHint(checks)
  if (hint === undefined) return expect(checks).toHaveAttribute('data-state', 'met')
  const { node, commands } = hint
  for (let tries = 0; tries < 3; tries += 1) {
    for (const command of commands) await typeCommand(page, node, command)
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
