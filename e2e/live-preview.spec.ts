/** The preview of an author: a save appears on the page, a mistake appears with its place, and the shell stays open. */
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { expect } from '@playwright/test'
import { type KindlabDev, startKindlabDev } from './kindlab-dev.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, runAndExpect } from './terminal-page.ts'

const LESSON = 'content/01-the-node/01-hands-and-feet/lesson.mdx'
const STEPS = 'content/01-the-node/01-hands-and-feet/steps.yaml'
/** The docs say one second. Other tests run at the same time, so the limit here is longer. */
const SHOWN_WITHIN_MS = 120_000
let dev: KindlabDev
const before = new Map<string, string>()

test.beforeAll(async () => {
  test.setTimeout(300_000)
  for (const file of [LESSON, STEPS]) before.set(file, await readFile(file, 'utf8'))
  dev = await startKindlabDev()
})
test.afterEach(() => {
  const info = test.info()
  if (info.status === info.expectedStatus) return
  process.stdout.write(`${dev.log().split('\n').slice(-30).join('\n')}\n`)
})
test.afterAll(async () => {
  for (const [file, text] of before) await writeFile(file, text)
  await dev[Symbol.asyncDispose]()
})

async function rewrite(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(
    file,
    text.replace(from, () => to),
  )
}

test('a save appears, a mistake appears with its place until it is fixed, and the shell stays open', async ({
  page,
}, info) => {
  test.setTimeout(600_000)
  const heading = (name: string) => page.getByRole('heading', { name, exact: true })

  await test.step('the page shows the text of the file, beside a shell', async () => {
    await page.goto(`${dev.origin}/learn/the-node/hands-and-feet`, { timeout: 180_000 })
    await page.getByRole('button', { name: 'Start the lab' }).first().click()
    await expectOnScreen(page, /[#$]$/m, 60_000)
    await runAndExpect(page, 'clear; echo shell-$$', /^shell-\d+$/m)
    await page.locator('.xterm').evaluate((screen) => screen.setAttribute('data-before', 'the save'))
  })
  const [, pid] = await expectOnScreen(page, /^shell-(\d+)$/m)

  await test.step('a saved change appears, and the terminal keeps its screen', async () => {
    const savedAt = performance.now()
    await rewrite(LESSON, '## Three parts of a node', '## Three parts, as just saved')
    await expect(heading('Three parts, as just saved')).toBeVisible({ timeout: SHOWN_WITHIN_MS })
    const tookMs = Math.round(performance.now() - savedAt)
    info.annotations.push({ type: 'from save to page', description: `${tookMs} ms` })
    await expect(page.locator('.xterm[data-before]')).toBeVisible()
  })

  await test.step('a new command runs in the shell from before the change', async () => {
    await rewrite(LESSON, 'kubectl get nodes -o wide\n```\n', 'echo just-""written-$$\n```\n')
    await expect(page.getByText('echo just-""written-$$')).toBeVisible({ timeout: SHOWN_WITHIN_MS })
    await expect(async () => {
      await page
        .getByRole('button', { name: /^Run in/ })
        .first()
        .click()
      await expectOnScreen(page, new RegExp(`^just-written-${pid}$`, 'm'), 5_000)
    }).toPass({ timeout: SHOWN_WITHIN_MS })
  })

  await test.step('a change in steps.yaml appears too', async () => {
    await rewrite(STEPS, 'title: Find the parts of the worker', 'title: Find all parts of the worker')
    await expect(page.getByRole('link', { name: 'Step 1: Find all parts of the worker' })).toBeVisible({
      timeout: SHOWN_WITHIN_MS,
    })
  })

  await test.step('a mistake is shown with file, line and column', async () => {
    await rewrite(LESSON, '<Step id="find-the-parts">', '<Step id="find-the-parts>')
    await expect(page.getByText(/lesson\.mdx:\d+:\d+/).first()).toBeVisible({ timeout: SHOWN_WITHIN_MS })
  })

  await test.step('the fixed page appears, and the shell still runs', async () => {
    await rewrite(LESSON, '<Step id="find-the-parts>', '<Step id="find-the-parts">')
    await expect(page.getByText(/lesson\.mdx:\d+:\d+/)).toHaveCount(0, { timeout: SHOWN_WITHIN_MS })
    await expect(heading('Three parts, as just saved')).toBeVisible()
    await runAndExpect(page, 'clear; echo again-$$', new RegExp(`^again-${pid}$`, 'm'))
  })
})
