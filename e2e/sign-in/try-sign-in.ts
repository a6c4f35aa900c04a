/**
 * Signs in at a real Keycloak in a real browser: directly, and through oauth2-proxy behind nginx. `./kindlab test-sign-in` installs the programs.
 *
 *   node e2e/sign-in/try-sign-in.ts <folder of Keycloak> <oauth2-proxy> <nginx>
 *
 * The configuration is that of docker/sign-in/, with addresses of this machine. Everything that this program starts ends with it.
 */
import process from 'node:process'
import { chromium } from '@playwright/test'
import playwrightConfig from '../../playwright.config.ts'
import { Keycloak } from './keycloak.ts'
import { tryDirectly } from './try-directly.ts'
import { planProxy, tryProxy } from './try-proxy.ts'

/** Three times as long as on two busy processors. */
const DEADLINE_MS = 1_200_000

const [folder, oauth2Proxy, nginx] = process.argv.slice(2)
if (folder === undefined || oauth2Proxy === undefined || nginx === undefined) {
  throw new Error('usage: node e2e/sign-in/try-sign-in.ts <folder of Keycloak> <oauth2-proxy> <nginx>')
}

await using stack = new AsyncDisposableStack()
const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort())
const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)])
const startedAt = performance.now()
const keycloak = stack.use(await Keycloak.start(folder, signal))
say(`Keycloak has started: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
const options = { ...playwrightConfig.use?.launchOptions, handleSIGINT: false }
const browser = stack.adopt(await chromium.launch(options), (each) => each.close())
// The step that runs then fails, and everything ends in order.
signal.addEventListener('abort', () => void browser.close())
const proxyClient = await planProxy()
await tryDirectly({ keycloak, browser, signal, say }, proxyClient)
await tryProxy({ keycloak, browser, signal, say }, { oauth2Proxy, nginx }, proxyClient)

function say(text: string): void {
  process.stdout.write(`✓ ${text}\n`)
}
