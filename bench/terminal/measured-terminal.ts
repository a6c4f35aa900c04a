import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { WireOutput } from './wire-output.ts'

/** A web terminal that is measured: a running server with shells in the same node as the others. */
export interface MeasuredTerminal extends AsyncDisposable {
  readonly name: string
  readonly serverPid: number
  /** Opens a page in its own browser context, with a shell at its prompt. */
  openPage(browser: Browser): Promise<OpenPage>
  /** Opens a shell at its prompt, without a browser. */
  openWire(size?: { cols: number; rows: number }): Promise<Wire>
}

export interface OpenPage extends AsyncDisposable {
  readonly context: BrowserContext
  readonly page: Page
}

/** Input and output of a terminal over a socket, as text. */
export interface Wire extends AsyncDisposable {
  readonly output: WireOutput
  type: (text: string) => void
}

/** A shell prompt at the end of the screen. */
export const PROMPT = /[#$] *$/
