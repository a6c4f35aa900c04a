import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { NetworkProxy } from '../../e2e/terminal-harness/network-proxy.ts'
import { shellPid, untilTyped } from './shell-identity.ts'

const CUT_MS = 1_000
const GIVE_UP_MS = 15_000

export interface Return {
  /** Milliseconds from the return of the network to the echo of a key; undefined if there was none. */
  tookMs: number | undefined
  isSameShell: boolean
}

/** T6: the network is cut and restored, with the offline and online events of browsers. */
export async function measureNetworkReturn(page: Page, proxy: NetworkProxy): Promise<Return> {
  const pid = await shellPid(page)
  proxy.cut()
  await sleep(CUT_MS)
  proxy.restore()
  const startedAt = performance.now()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  return afterBreak(page, { pid, startedAt })
}

/** State of page and shell after an interruption that began at `startedAt`. */
export async function afterBreak(page: Page, before: { pid: string; startedAt: number }): Promise<Return> {
  const isTyped = await untilTyped(page, GIVE_UP_MS)
  const tookMs = performance.now() - before.startedAt
  if (!isTyped) return { tookMs: undefined, isSameShell: false }
  return { tookMs, isSameShell: (await shellPid(page)) === before.pid }
}
