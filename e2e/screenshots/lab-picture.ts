/** The picture of the README: a lesson with a real cluster, after a command and a finished step. */
import type { Browser, Page } from '@playwright/test'
import type { LessonName } from './page-states.ts'

const START_WITHIN_MS = 300_000
const END_WITHIN_MS = 60_000
const OUTPUT_MS = 4_000

export interface LabPictureOptions {
  browser: Browser
  origin: string
  lesson: LessonName
  /** Path of the picture. */
  file: string
}

export async function takeLabPicture({ browser, origin, lesson, file }: LabPictureOptions): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 940 }, colorScheme: 'light' })
  try {
    const page = await context.newPage()
    await page.goto(`${origin}/learn/${lesson.module}/${lesson.lesson}`)
    await page.getByRole('button', { name: 'Start the lab', exact: true }).last().click()
    await page.getByRole('tab', { name: /worker/ }).waitFor({ timeout: START_WITHIN_MS })
    await work(page)
    await page.screenshot({ path: file })
    await endLab(page)
  } finally {
    await context.close()
  }
}

async function work(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run in control-plane' }).first().click()
  await page.waitForTimeout(OUTPUT_MS)
  const onWorker = page.getByRole('button', { name: 'Run in worker' })
  for (const index of [1, 2]) {
    await onWorker.nth(index).click()
    await page.waitForTimeout(OUTPUT_MS)
  }
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type('pgrep -x kubelet > /root/kubelet-pid\n')
  const checks = page.getByRole('group', { name: /checks/i }).first()
  await checks.getByText('Step done').waitFor()
  await checks.scrollIntoViewIfNeeded()
}

async function endLab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End lab' }).click()
  await page.getByRole('button', { name: 'End and delete' }).click()
  await page.getByRole('button', { name: 'Start the lab again' }).waitFor({ timeout: END_WITHIN_MS })
}
