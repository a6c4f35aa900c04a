import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { installProbe } from './page-probe.ts'

/** T4: from Ctrl-C to the prompt after some seconds of `yes`, in milliseconds. */
export async function measureInterrupt(page: Page, options: { rounds: number; floodMs: number }): Promise<number[]> {
  const took: number[] = []
  while (took.length < options.rounds) {
    const probe = await installProbe(page)
    await page.keyboard.type('yes')
    await page.keyboard.press('Enter')
    await sleep(options.floodMs)
    const shown = probe.evaluate(({ since }) => since('c', '[#$]$'))
    const [tookMs] = await Promise.all([shown, page.keyboard.press('Control+c')])
    took.push(tookMs)
    await probe.dispose()
  }
  return took
}
