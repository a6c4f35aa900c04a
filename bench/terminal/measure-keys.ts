import type { Page } from '@playwright/test'
import { installProbe } from './page-probe.ts'

const LINE_KEYS = 20

/** T2: from keydown to the glyph on the page, in milliseconds. */
export async function measureKeys(page: Page, keys: number): Promise<number[]> {
  const probe = await installProbe(page)
  const took: number[] = []
  while (took.length < keys) {
    const inLine = took.length % LINE_KEYS
    if (inLine === 0) {
      const cleared = probe.evaluate(({ since }) => since('u', '[#$]$'))
      await Promise.all([cleared, page.keyboard.press('Control+u')])
    }
    const shown = probe.evaluate(({ since }, text) => since('x', text), `[#$] x{${inLine + 1}}$`)
    const [tookMs] = await Promise.all([shown, page.keyboard.press('x')])
    took.push(tookMs)
  }
  await page.keyboard.press('Control+u')
  return took
}
