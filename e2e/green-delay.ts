/** How long the page takes from the end of a command until the check is green: for the record, never as a pass mark. */
import type { Page } from '@playwright/test'

/** Watches in the page itself, so that the way to the test does not count. Resolves with milliseconds once both have been seen. */
export async function measureGreenDelay(page: Page, checks: string, endWord: string): Promise<number> {
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
        // oxlint-disable-next-line no-await-in-loop -- frame by frame
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    { group: checks, word: endWord },
  )
}
