import type { Page } from '@playwright/test'
import { afterBreak, type Return } from './measure-return.ts'
import type { Product } from './product.ts'
import { shellPid } from './shell-identity.ts'

/** T9: the server is killed and restarted; measured from the start of the new process. */
export async function measureRestart(page: Page, { server }: Product): Promise<Return> {
  const pid = await shellPid(page)
  await server.kill()
  const startedAt = performance.now()
  await server.restart()
  return afterBreak(page, { pid, startedAt })
}
