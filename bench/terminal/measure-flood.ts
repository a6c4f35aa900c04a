import type { Page } from '@playwright/test'
import { runAndExpect } from '../../e2e/terminal-page.ts'
import type { Wire } from './measured-terminal.ts'
import { installProbe } from './page-probe.ts'

const LAST = 2_000_000
/** Output of `seq`; a terminal turns each line end into CR LF. */
const BYTES =
  [1, 2, 3, 4, 5, 6].reduce((sum, digits) => sum + 9 * 10 ** (digits - 1) * (digits + 2), 0) + (LAST - 999_999) * 9

export interface Flood {
  megabytesPerSecond: number
  /** Growth of the page's heap after a garbage collection. */
  heapMegabytes: number
}

/** T5: 15 MB of `seq` until the page shows them; rejects if the last line is wrong. */
export async function measureFlood(page: Page): Promise<Flood> {
  // The screen can still show the end of an earlier flood.
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

/** The same without a browser: the speed of the server, including its mirror if it has one. */
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
