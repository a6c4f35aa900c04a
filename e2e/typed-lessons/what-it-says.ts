/** Reads a lesson page as a learner does: from top to bottom, and only what is shown. */
import type { Locator, Page } from '@playwright/test'

export type NodeName = 'control-plane' | 'worker'

/** What the text asks for, in its order; `step` is the anchor of the step around it. */
export type Request =
  | { kind: 'command'; step: string | undefined; node: NodeName; text: string }
  | { kind: 'break' | 'checks'; step: string | undefined }

export async function readRequests(page: Page): Promise<Request[]> {
  return page.locator('article').evaluate((article) => {
    const places = article.querySelectorAll<HTMLElement>('[id^="command-"], fieldset[aria-label^="Checks: "], button')
    return [...places].flatMap((place): Request[] => {
      const step = place.closest('section[id]')?.id
      if (place.matches('fieldset')) return [{ kind: 'checks', step }]
      if (place.matches('button')) return place.textContent === 'Break it' ? [{ kind: 'break', step }] : []
      const node = place.querySelector('button[aria-label^="Run in "]')?.getAttribute('aria-label')
      const text = place.querySelector('pre')?.textContent.trimEnd()
      if (text === undefined) return []
      return [{ kind: 'command', step, node: node === 'Run in worker' ? 'worker' : 'control-plane', text }]
    })
  })
}

/** Hints go when their step is met, at any moment. */
const SOON_MS = 5_000

/** Opens every hint of a step; gives the commands of the last one, and the node that it names. Undefined: the step was met meanwhile. */
export async function readLastHint(checks: Locator): Promise<{ node: NodeName; commands: string[] } | undefined> {
  const more = checks.getByRole('button', { name: /give me a hint|another hint/i })
  // oxlint-disable-next-line no-await-in-loop -- each hint has the button for the next
  while (await more.isVisible()) await more.click({ timeout: SOON_MS }).catch(() => undefined)
  const hint = checks
    .getByRole('listitem')
    .filter({ hasText: /^Hint \d/ })
    .last()
  const text = await hint.textContent({ timeout: SOON_MS }).catch(() => null)
  if (text === null) return undefined
  return {
    node: /on the (worker|control-plane)/i.exec(text)?.[1]?.toLowerCase() === 'worker' ? 'worker' : 'control-plane',
    commands: await hint.locator('code').allTextContents(),
  }
}
