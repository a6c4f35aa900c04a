/** The `test` of every spec: it fails if a page sends a request to a server that the suite has not started. */
import { expect, test as base, type BrowserContext } from '@playwright/test'
import { isOwn } from './own-origins.ts'

interface TestFixtures {
  /** Other hosts that a test requests on purpose. */
  otherHosts: string[]
  onlyOwnHosts: void
}

interface WorkerFixtures {
  /** Requests of pages to other hosts since the end of the last test. */
  foreignRequests: Set<string>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Of the whole browser, so that pages that a file shares among its tests count too.
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
