/** Reads the instructions of a lesson page, from the visible text only. */
import type { Locator, Page } from '@playwright/test'

export type NodeName = 'control-plane' | 'worker'

/** An instruction of the text, in order; `step` is the anchor of its step. */
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

/** A hint disappears when its step is met, which can happen at any time. */
const SOON_MS = 5_000

/** Opens every hint of a step. Returns the commands and the node of the last one; undefined if the step was met meanwhile. */
export async function readLastHint(checks: Locator): Promise<{ node: NodeName; commands: string[] } | undefined> {
  const more = checks.getByRole('button', { name: /give me a hint|another hint/i })
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
