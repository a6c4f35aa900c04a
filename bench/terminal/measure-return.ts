import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { NetworkGate } from '../../e2e/terminal-harness/network-gate.ts'
import { shellPid, untilTyped } from './shell-identity.ts'

const CUT_MS = 1_000
const GIVE_UP_MS = 15_000

export interface Return {
  /** Milliseconds from the network's return to a key that is echoed; undefined when it never was. */
  tookMs: number | undefined
  isSameShell: boolean
}

/** T6: the network goes, comes back, and the browser says so as browsers do. */
export async function measureNetworkReturn(page: Page, gate: NetworkGate): Promise<Return> {
  const pid = await shellPid(page)
  gate.cut()
  await sleep(CUT_MS)
  gate.restore()
  const startedAt = performance.now()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  return afterBreak(page, { pid, startedAt })
}

/** What is there again after a break that began at `startedAt`. */
export async function afterBreak(page: Page, before: { pid: string; startedAt: number }): Promise<Return> {
  const isTyped = await untilTyped(page, GIVE_UP_MS)
  const tookMs = performance.now() - before.startedAt
  if (!isTyped) return { tookMs: undefined, isSameShell: false }
  return { tookMs, isSameShell: (await shellPid(page)) === before.pid }
}
