import type { Browser, BrowserContext } from '@playwright/test'
import { expectOnScreen } from '../../e2e/terminal-page.ts'
import { PROMPT, type OpenPage } from './measured-terminal.ts'

type Cookies = Parameters<BrowserContext['addCookies']>[0]

interface OpenPageOptions {
  cookies?: Cookies
  prepare?: (context: BrowserContext) => Promise<void>
}

/** Opens a page in its own browser profile, with the focus in a terminal that shows a prompt. */
export async function openPageAt(browser: Browser, url: string, options: OpenPageOptions): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  await context.addCookies(options.cookies ?? [])
  await options.prepare?.(context)
  const page = await context.newPage()
  await page.goto(url)
  await expectOnScreen(page, new RegExp(PROMPT.source, 'm'))
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  return { context, page, [Symbol.asyncDispose]: () => context.close() }
}
