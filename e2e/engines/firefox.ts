import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { BidiConnection } from './bidi-connection.ts'
import { startProcess } from './child-process.ts'
import type { EngineBrowser } from './engine-browser.ts'
import { openVirtualScreen } from './virtual-screen.ts'

/** Without these Firefox sends requests to its maker, and shows pages of its own. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  // Its automation sets it, and then there is no input method.
  'focusmanager.testmode': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
}

/** Touch events without a touch screen, and the answer to media queries that a phone gives. */
export const TOUCH_SCREEN = { 'dom.w3c_touch_events.enabled': 1, 'ui.primaryPointerCapabilities': 1 }

/** Firefox speaks WebDriver BiDi itself: https://www.w3.org/TR/webdriver-bidi/ */
export async function startFirefox(preferences: Readonly<Record<string, number>> = {}): Promise<EngineBrowser> {
  const screen = await openVirtualScreen()
  const profile = await makeProfile({ ...PREFERENCES, ...preferences })
  const size = ['--width', '1366', '--height', '900']
  const browser = await startProcess(
    ['firefox-esr', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', ...size],
    { pattern: /WebDriver BiDi listening on (ws:\S+)/, env: screen.env },
  )
  const bidi = await BidiConnection.open(`${browser.announced}/session`)
  const { capabilities } = NewSession.parse(await bidi.send('session.new', { capabilities: {} }))
  const { contexts } = Tree.parse(await bidi.send('browsingContext.getTree', {}))
  const context = contexts[0]?.context ?? ''
  await screen.focusPage()
  return {
    screen,
    version: `Firefox ${capabilities.browserVersion}`,
    open: async (url) => {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    evaluate: async (expression) => {
      const params = {
        expression: `JSON.stringify(${expression})`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      }
      const { result, exceptionDetails } = Evaluated.parse(await bidi.send('script.evaluate', params))
      if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.text}`)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    },
    perform: async (actions) => {
      await bidi.send('input.performActions', { context, actions })
    },
    [Symbol.asyncDispose]: async () => {
      bidi.close()
      await browser[Symbol.asyncDispose]()
      await screen[Symbol.asyncDispose]()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function makeProfile(preferences: Readonly<Record<string, unknown>>): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'kindlab-firefox-'))
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  return profile
}

const NewSession = z.object({ capabilities: z.object({ browserVersion: z.string() }) })
const Tree = z.object({ contexts: z.array(z.object({ context: z.string() })) })
const Evaluated = z.object({
  result: z.object({ value: z.string().optional() }).optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
})
