import type { Page } from '@playwright/test'
import { runAndExpect } from '../../e2e/terminal-page.ts'

/** Process id of the shell on the page. */
export async function shellPid(page: Page): Promise<string> {
  const [, pid] = await runAndExpect(page, 'clear; echo "shell=$$"', /^shell=(\d+)$/m)
  return pid ?? ''
}

/** Presses a key repeatedly until the page echoes it. */
export async function untilTyped(page: Page, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs
  const before = await page.locator('.xterm:visible .xterm-rows').textContent()
  while (performance.now() < deadline) {
    await page.locator('.xterm:visible .xterm-helper-textarea').press('x', { timeout: 5_000 })
    await page.waitForTimeout(10)
    if (countKeys(await page.locator('.xterm:visible .xterm-rows').textContent()) > countKeys(before)) {
      await page.keyboard.press('Control+u')
      return true
    }
  }
  return false
}

function countKeys(text: string | null): number {
  return (text ?? '').split('x').length
}
