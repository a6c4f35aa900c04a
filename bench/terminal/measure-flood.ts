import type { Page } from '@playwright/test'
import { runAndExpect } from '../../e2e/terminal-page.ts'
import type { Wire } from './contestant.ts'
import { installProbe } from './page-probe.ts'

const LAST = 2_000_000
/** What `seq` prints; a terminal makes CR LF of each line's end. */
const BYTES =
  [1, 2, 3, 4, 5, 6].reduce((sum, digits) => sum + 9 * 10 ** (digits - 1) * (digits + 2), 0) + (LAST - 999_999) * 9

export interface Flood {
  megabytesPerSecond: number
  /** What the page's heap has grown by, after collecting garbage. */
  heapMegabytes: number
}

/** T5: 15 MB of `seq` as fast as the page shows it; rejects when the last line is not right. */
export async function measureFlood(page: Page): Promise<Flood> {
  // The same shell may show the end of the flood before this one.
  await runAndExpect(page, 'clear; echo fresh', /^fresh$/m)
  const probe = await installProbe(page)
  const before = await heapBytes(page)
  await page.keyboard.type(`seq ${LAST}`)
  const shown = probe.evaluate(({ since }, text) => since('Enter', text), `\n${LAST}\n[^\n]*[#$]$`)
  const [tookMs] = await Promise.all([shown, page.keyboard.press('Enter')])
  return {
    megabytesPerSecond: BYTES / 1_000 / tookMs,
    heapMegabytes: Math.max(0, (await heapBytes(page)) - before) / 1e6,
  }
}

/** The same without a browser: how fast the server takes it, its own screen included where it has one. */
export async function measureServerFlood({ output, type }: Wire): Promise<number> {
  const startedAt = performance.now()
  type(`seq ${LAST}\r`)
  await output.until('the last line', () => new RegExp(`\n${LAST}\r?\n[^\n]*[#$] $`).test(output.tail))
  return BYTES / 1_000 / (performance.now() - startedAt)
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
