/** The `test` of every spec: it fails when a page has asked anybody but the servers that the suite has started. */
import { expect, test as base, type BrowserContext } from '@playwright/test'
import { isOwn } from './own-origins.ts'

interface TestFixtures {
  /** Hosts that a test asks on purpose. */
  otherHosts: string[]
  onlyOwnHosts: void
}

interface WorkerFixtures {
  /** What pages have asked of others since the last test has ended. */
  foreignRequests: Set<string>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Of the whole browser: pages that a file opens once for all its tests count as well.
  foreignRequests: [
    async ({ browser }, use) => {
      const seen = new Set<string>()
      const note = (asked: { url: () => string }): void => {
        if (!isOwn(asked.url())) seen.add(asked.url())
      }
      const watch = (context: BrowserContext): void => {
        context.on('request', note)
        context.on('page', (page) => page.on('websocket', note))
      }
      browser.on('context', watch)
      await use(seen)
      browser.off('context', watch)
    },
    { scope: 'worker', auto: true },
  ],
  otherHosts: [[], { option: true }],
  onlyOwnHosts: [
    async ({ foreignRequests, otherHosts }, use) => {
      await use()
      const asked = [...foreignRequests].filter((url) => !otherHosts.includes(new URL(url).host))
      foreignRequests.clear()
      expect(asked, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
})
