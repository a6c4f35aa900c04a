/** A lab with this machine as its only node: a real server and real shells, ready in a second. */
import type { Page } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import { expectOnScreen } from '../terminal-page.ts'
import { openNetworkProxy, type NetworkProxy } from './network-proxy.ts'

export interface LocalLab extends AsyncDisposable {
  proxy: NetworkProxy
  server: KindlabServer
  /** Address of the lesson, through the proxy. */
  url: string
}

export async function startLocalLab(): Promise<LocalLab> {
  const proxy = await openNetworkProxy()
  const server = await startKindlabServer({ KINDLAB_PROVIDER: 'local', KINDLAB_PUBLIC_ORIGIN: proxy.origin })
  proxy.forwardTo(Number(new URL(server.origin).port))
  return {
    proxy,
    server,
    url: `${proxy.origin}/learn/the-node/hands-and-feet`,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await proxy[Symbol.asyncDispose]()
    },
  }
}

/** Starts the lab of the page, and waits for the first prompt. */
export async function startLab(page: Page, { url }: LocalLab): Promise<void> {
  await page.goto(url)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expectOnScreen(page, /[#$] *$/m)
}
