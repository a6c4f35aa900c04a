import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { expectOnScreen, typeCommand } from '../../e2e/terminal-page.ts'

/** Prints as fast as possible. Reports the longest time for a line, which is the longest back-pressure. */
const floodFor = (seconds: number): string =>
  `clear; l=$(printf %08000d 0) m=0 e=$((SECONDS+${seconds})); while ((SECONDS<e)); do a=\${EPOCHREALTIME/./}; ` +
  String.raw`echo "$l"; b=\${EPOCHREALTIME/./}; ((b-a>m)) && m=$((b-a)); done; clear; echo "held=$m"`.replaceAll(
    '\\$',
    '$',
  )

export interface Hidden {
  heldMs: number
  /** From the page becoming visible to the current screen. */
  shownMs: number
}

/** T8: a program floods the page while it is hidden. */
export async function measureHidden(page: Page, hiddenMs: number): Promise<Hidden> {
  const seconds = Math.ceil(hiddenMs / 1_000)
  await typeCommand(page, floodFor(seconds))
  await sleep(500)
  await pretendVisibility(page, 'hidden')
  await sleep(seconds * 1_000 + 1_000)
  const startedAt = performance.now()
  await pretendVisibility(page, 'visible')
  const [, microseconds] = await expectOnScreen(page, /^held=(\d+)$/m)
  return { heldMs: Number(microseconds) / 1_000, shownMs: performance.now() - startedAt }
}

/** Pages of a headless browser are always visible, so this fakes the visibility event. */
async function pretendVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => visibility === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}
