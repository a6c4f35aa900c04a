import process from 'node:process'
import type { Command } from 'commander'
import { ensureChromium } from '#scripts/setup/chromium.ts'
import { ensureKeycloak, KEYCLOAK_VERSION } from '#scripts/setup/keycloak.ts'
import { ensureNginx, ensureOauth2Proxy, OAUTH2_PROXY_VERSION } from '#scripts/setup/sign-in-proxy.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import { openContext } from './command-context.ts'

export function addTestSignInCommand(program: Command): void {
  program
    .command('test-sign-in')
    .description('sign in at a real Keycloak in a browser, directly and through oauth2-proxy behind nginx')
    .option('--yes', 'install missing packages without asking')
    .action(testSignIn)
}

async function testSignIn({ yes }: { yes?: boolean }): Promise<void> {
  const { machine, reporter, print } = await openContext({ isYes: yes })
  const keycloak = await reporter.step('Keycloak', (progress) => ensureKeycloak(machine, progress))
  const oauth2Proxy = await reporter.step('oauth2-proxy', (progress) => ensureOauth2Proxy(machine, progress))
  const nginx = await reporter.step('nginx', (progress) => ensureNginx(machine, progress))
  await reporter.step('Chromium', (progress) => ensureChromium(machine, progress))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  print(`Keycloak ${KEYCLOAK_VERSION}, oauth2-proxy ${OAUTH2_PROXY_VERSION}`)
  // Ctrl+C reaches this program too. It ends the others in order, and then itself.
  process.on('SIGINT', () => undefined)
  const { exitCode } = await machine.run(
    [process.execPath, 'e2e/sign-in/try-sign-in.ts', keycloak, oauth2Proxy, nginx],
    { env: { KINDLAB_SITE: siteFolder(machine) }, onLine: print },
  )
  process.exitCode = exitCode
}
