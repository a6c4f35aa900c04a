import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { freePort } from '../kindlab-server.ts'
import { startProcess } from './child-process.ts'
import type { EngineBrowser } from './engine-browser.ts'
import { openVirtualScreen } from './virtual-screen.ts'

const LIBRARIES = '/usr/lib'

/** WebKitGTK: its own WebDriver starts its small browser, which needs a screen. https://www.w3.org/TR/webdriver2/ */
export async function startWebKit(): Promise<EngineBrowser> {
  const screen = await openVirtualScreen()
  const port = await freePort()
  // The machine may have no graphics.
  const graphics = { LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1' }
  const env = { ...screen.env, ...graphics }
  const driver = await startProcess(['WebKitWebDriver', `--port=${port}`], { env })
  const origin = `http://127.0.0.1:${port}`
  const browserOptions = { binary: await findBrowser(), args: ['--automation'] }
  const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions } }
  const session = NewSession.parse(await request(origin, 'POST', '/session', { capabilities }))
  const send = (path: string, body: object) => request(origin, 'POST', `/session/${session.sessionId}/${path}`, body)
  await screen.focusPage()
  return {
    screen,
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    open: async (url) => {
      await send('url', { url })
    },
    evaluate: async (expression) => {
      const value = await send('execute/sync', { script: `return JSON.stringify(${expression})`, args: [] })
      return typeof value === 'string' ? JSON.parse(value) : undefined
    },
    perform: async (actions) => {
      await send('actions', { actions })
    },
    [Symbol.asyncDispose]: async () => {
      await request(origin, 'DELETE', `/session/${session.sessionId}`).catch(() => undefined)
      await driver[Symbol.asyncDispose]()
      await screen[Symbol.asyncDispose]()
    },
  }
}

const NewSession = z.object({ sessionId: z.string(), capabilities: z.object({ browserVersion: z.string() }) })
const Answer = z.object({ value: z.unknown() })
const Failure = z.object({ value: z.object({ error: z.string(), message: z.string() }) })

/** The folder has the version of the library's interface in its name. */
async function findBrowser(): Promise<string> {
  for (const architecture of await readdir(LIBRARIES)) {
    const folder = join(LIBRARIES, architecture)
    const names = await readdir(folder).catch((): string[] => [])
    const library = names.find((name) => name.startsWith('webkit2gtk-'))
    if (library !== undefined) return join(folder, library, 'MiniBrowser')
  }
  throw new Error('no MiniBrowser: install webkit2gtk-driver')
}

async function request(origin: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await retry(() =>
    fetch(`${origin}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  )
  const json: unknown = await answer.json()
  if (answer.ok) return Answer.parse(json).value
  const { error, message } = Failure.parse(json).value
  throw new Error(`${method} ${path}: ${error}: ${message}`)
}

/** The driver says nothing when it listens. */
async function retry(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await send().catch(() => undefined)
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return send()
}
