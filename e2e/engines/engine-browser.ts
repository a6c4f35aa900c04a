import type { VirtualScreen } from './virtual-screen.ts'

/** A browser of another engine, driven by the W3C protocols that each browser has itself: WebDriver BiDi or WebDriver. */

/** An action sequence of WebDriver: one device and its steps. https://www.w3.org/TR/webdriver2/#actions */
export interface ActionSequence {
  type: 'key' | 'pointer'
  id: string
  parameters?: { pointerType: 'mouse' | 'touch' }
  actions: readonly Record<string, unknown>[]
}

export interface EngineBrowser extends AsyncDisposable {
  readonly screen: VirtualScreen
  /** For example `Firefox 153.0`. */
  readonly version: string
  /** Goes to an address, and waits until it is loaded. */
  open(url: string): Promise<void>
  /** The value of a JavaScript expression in the page; JSON carries it. */
  evaluate(expression: string): Promise<unknown>
  perform(actions: readonly ActionSequence[]): Promise<void>
}

/** Waits until `read` returns true. The error names the condition and the last other value. */
export async function waitFor(name: string, read: () => Promise<unknown>, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let last: unknown
  while (Date.now() < deadline) {
    last = await read()
    if (last === true) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name}: not after ${timeoutMs / 1000} s; last value: ${JSON.stringify(last)}`)
}
