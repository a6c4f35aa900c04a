/** A lab whose only node is this very machine: a real server and real shells, ready in a second. */
import type { Page } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import { expectOnScreen } from '../terminal-page.ts'
import { openNetworkGate, type NetworkGate } from './network-gate.ts'

export interface LocalLab extends AsyncDisposable {
  gate: NetworkGate
  server: KindlabServer
  /** The lesson, by way of the gate. */
  url: string
}

export async function startLocalLab(): Promise<LocalLab> {
  const gate = await openNetworkGate()
  const server = await startKindlabServer({ KINDLAB_PROVIDER: 'local', KINDLAB_PUBLIC_ORIGIN: gate.origin })
  gate.leadTo(Number(new URL(server.origin).port))
  return {
    gate,
    server,
    url: `${gate.origin}/learn/the-node/hands-and-feet`,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await gate[Symbol.asyncDispose]()
    },
  }
}

/** Starts the lab of this page's learner, and waits for the first prompt. */
export async function startLab(page: Page, { url }: LocalLab): Promise<void> {
  await page.goto(url)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expectOnScreen(page, /[#$] *$/m)
}
