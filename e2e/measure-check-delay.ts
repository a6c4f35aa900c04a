/** Measures the time from the end of a command until its check is green. Tests report it and never fail on it. */
import type { Page } from '@playwright/test'

/** Measures inside the page, without the delay of the test driver. Resolves with milliseconds. */
export async function measureCheckDelay(page: Page, checks: string, endWord: string): Promise<number> {
  return page.evaluate(
    async ({ group, word }) => {
      const seen = { end: 0, green: 0 }
      const isGreen = () => document.querySelector(group)?.getAttribute('data-state') === 'met'
      const hasEnded = () =>
        [...document.querySelectorAll('.xterm-rows > div')].some((row) => row.textContent?.trim() === word)
      for (;;) {
        if (seen.end === 0 && hasEnded()) seen.end = performance.now()
        if (seen.green === 0 && isGreen()) seen.green = performance.now()
        if (seen.end > 0 && seen.green > 0) return Math.max(0, Math.round(seen.green - seen.end))
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    { group: checks, word: endWord },
  )
}
