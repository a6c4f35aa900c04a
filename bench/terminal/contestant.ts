import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { WireOutput } from './wire-output.ts'

/** A web terminal in the race: a running server that gives shells in the same node of the same cluster as the others do. */
export interface Contestant extends AsyncDisposable {
  readonly name: string
  readonly serverPid: number
  /** A page of a browser of its own, with a shell at its prompt. */
  openPage(browser: Browser): Promise<OpenPage>
  /** A shell at its prompt, without a browser. */
  openWire(size?: { cols: number; rows: number }): Promise<Wire>
}

export interface OpenPage extends AsyncDisposable {
  readonly context: BrowserContext
  readonly page: Page
}

/** What a page says and hears over its socket, as text. */
export interface Wire extends AsyncDisposable {
  readonly output: WireOutput
  type: (text: string) => void
}

/** A shell that waits for a command, at the end of what is shown. */
export const PROMPT = /[#$] *$/
