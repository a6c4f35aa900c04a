import type { Page } from '@playwright/test'
import { median } from '../statistics.ts'
import { expectGone, expectOnScreen, typeCommand } from '../../e2e/terminal-page.ts'
import { cellsOf, focusTerminal, settledCells } from '../../e2e/terminal-harness/read-screen.ts'

const GIVE_UP_MS = 15_000

/** Programs with a constant screen, so that it can be compared. */
const PROGRAMS = [
  { start: "vim -n -c 'set mouse=a' /etc/services", ready: /tcpmux/, leave: ':q!\n' },
  { start: 'less /etc/services', ready: /tcpmux/, leave: 'q' },
  { start: 'top -d 100', ready: /load average/, leave: 'q' },
  {
    start: 'for i in {1..9}; do systemd-cat -t bench echo "line $i"; done; clear; journalctl -t bench -f',
    ready: /line 9$/m,
    leave: '\u0003',
  },
  { start: 'clear; kubectl get pods -n kube-system -w', ready: /Running/, leave: '\u0003' },
] as const

/** Pause between polls, which slow the page down. */
const LOOK_EVERY_MS = 100

const RELOADS = 3

/** T7: for each program, milliseconds from a reload to the same cells, the median of three; undefined if they did not appear. */
export async function measureReload(page: Page): Promise<(number | undefined)[]> {
  const took: (number | undefined)[] = []
  await page.addInitScript(noteChanges)
  for (const { start, ready, leave } of PROGRAMS) {
    await typeCommand(page, start)
    await expectOnScreen(page, ready)
    const before = (await settledCells(page)).join('\n\n')
    const reloads: number[] = []
    while (reloads.length < RELOADS) {
      await page.reload({ waitUntil: 'commit' })
      const tookMs = await untilSame(page, before)
      if (tookMs === undefined) return [...took, undefined]
      reloads.push(tookMs)
    }
    took.push(median(reloads))
    await focusTerminal(page)
    if (leave === '\u0003') await page.keyboard.press('Control+c')
    else await page.keyboard.type(leave)
    await expectGone(page, took.length)
  }
  return took
}

/** Runs in the page: the last change of a row, in milliseconds since the start of the reload. */
function noteChanges(): void {
  new MutationObserver((changes) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- runs in the page, without the scope of this file
    const isRow = ({ target }: MutationRecord) => target instanceof Element && target.closest('.xterm-rows') !== null
    if (changes.some(isRow)) performance.mark('row-changed')
  }).observe(document, { subtree: true, childList: true })
}

async function untilSame(page: Page, before: string): Promise<number | undefined> {
  const deadline = performance.now() + GIVE_UP_MS
  while (performance.now() < deadline) {
    await page.waitForTimeout(LOOK_EVERY_MS)
    if (!(await page.locator('.xterm:visible .xterm-rows').isVisible())) continue
    if ((await cellsOf(page)).join('\n\n') !== before) continue
    return page.evaluate(() => performance.getEntriesByName('row-changed').at(-1)?.startTime)
  }
  return undefined
}
