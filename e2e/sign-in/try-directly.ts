/** Kindlab as a client of Keycloak: roles, refusals, sign-out here and there. */
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import type { Keycloak } from './keycloak.ts'
import {
  enterAtKeycloak,
  goToKeycloak,
  openBrowser,
  signOutHere,
  untilAtSite,
  untilSignedOut,
  whoIs,
} from './site-pages.ts'

export interface Trial {
  keycloak: Keycloak
  browser: Browser
  /** Aborted by Ctrl+C and by the deadline. */
  signal: AbortSignal
  say: (text: string) => void
}

/** The provider sends its report at once; the limit is for a busy machine. */
const REPORT_MS = 10_000

const USERS = [
  { name: 'ada', groups: ['school'], role: undefined },
  { name: 'grace', groups: ['school', 'teachers'], role: 'instructor' },
  { name: 'alan', groups: ['school', 'staff'], role: 'admin' },
  { name: 'eve', groups: [], role: undefined },
] as const

/** `proxyClient`: the second client of the realm, for the trial through the proxy. */
export async function tryDirectly(trial: Trial, proxyClient: { port: number; clientSecret: string }): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { keycloak } = trial
  const secret = randomBytes(16).toString('hex')
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'kindlab-sign-in-')))
  const secretFile = join(folder.path, 'oidc-secret')
  await writeFile(secretFile, secret, { mode: 0o600 })
  const server = stack.use(
    await startKindlabServer({
      KINDLAB_PROVIDER: 'local',
      KINDLAB_SIGN_IN: 'oidc',
      KINDLAB_OIDC_ISSUER: keycloak.issuer,
      KINDLAB_OIDC_CLIENT_ID: 'kindlab',
      KINDLAB_OIDC_CLIENT_SECRET_FILE: secretFile,
      KINDLAB_OIDC_LABEL: 'Keycloak',
      KINDLAB_OIDC_ROLES: 'groups=teachers=instructor,groups=staff=admin',
      KINDLAB_OIDC_REQUIRE: 'groups=school',
    }),
  )
  await keycloak.importRealm({
    'https://lab.example.org/auth/callback': `${server.origin}/auth/callback`,
    'https://lab.example.org/auth/provider-logout': `${server.origin}/auth/provider-logout`,
    'https://lab.example.org/oauth2/callback': `http://127.0.0.1:${proxyClient.port}/oauth2/callback`,
    PROXY_CLIENT_SECRET: proxyClient.clientSecret,
    CLIENT_SECRET: secret,
  })
  for (const user of USERS) await keycloak.addUser(user)
  await tryRoles(trial, server)
  await tryRefusals(trial, server)
  await trySignOut(trial, server)
  await tryReports(trial, server)
}

async function tryRoles({ browser, keycloak, say }: Trial, { origin }: KindlabServer): Promise<void> {
  for (const { name, role } of USERS.filter(({ groups }) => groups.length > 0)) {
    const { page, close } = await openBrowser(browser)
    await goToKeycloak(page, origin)
    await enterAtKeycloak(page, name)
    await untilAtSite(page, origin)
    const learner = await whoIs(page, origin)
    expect(learner).toMatchObject({ displayName: `${name} Example`, isAccount: true })
    expect(learner?.role).toBe(role)
    say(`${name} has signed in at Keycloak as ${role ?? 'learner'}`)
    await close()
  }
  const { page, close } = await openBrowser(browser)
  await keycloak.addToGroup('ada', 'teachers')
  await goToKeycloak(page, origin)
  await enterAtKeycloak(page, 'ada')
  await untilAtSite(page, origin)
  expect((await whoIs(page, origin))?.role).toBe('instructor')
  say('ada has another group, and is an instructor after the next sign-in')
  await close()
}

async function tryRefusals({ browser, keycloak, say }: Trial, { origin }: KindlabServer): Promise<void> {
  const { page, close } = await openBrowser(browser)
  await goToKeycloak(page, origin)
  await enterAtKeycloak(page, 'eve')
  await expect(page.getByRole('alert')).toContainText('your account has no groups=school')
  expect(await whoIs(page, origin)).toBeUndefined()
  say('eve, who lacks the required group, is refused')
  await close()
  const other = await openBrowser(browser)
  await keycloak.setEnabled('grace', false)
  await goToKeycloak(other.page, origin)
  await enterAtKeycloak(other.page, 'grace')
  await expect(other.page.getByText('Account is disabled')).toBeVisible()
  expect(await whoIs(other.page, origin)).toBeUndefined()
  await keycloak.setEnabled('grace', true)
  say('grace, who is disabled, is refused by Keycloak')
  await other.close()
}

async function trySignOut({ browser, say }: Trial, { origin }: KindlabServer): Promise<void> {
  const { page, close } = await openBrowser(browser)
  await goToKeycloak(page, origin)
  await enterAtKeycloak(page, 'grace')
  await untilAtSite(page, origin)
  await signOutHere(page, origin)
  expect(await whoIs(page, origin)).toBeUndefined()
  await page.getByRole('link', { name: 'Sign in with' }).click()
  await untilAtSite(page, origin)
  say('grace has signed out at Kindlab; Keycloak still knows her, so the next sign-in asks for no password')
  await close()
}

/** Back-channel logout: in two browsers at once, and of a person who was disabled. */
async function tryReports({ browser, keycloak, say }: Trial, { origin }: KindlabServer): Promise<void> {
  const [desk, phone, other] = [await openBrowser(browser), await openBrowser(browser), await openBrowser(browser)]
  const all = [
    { person: desk, name: 'grace' },
    { person: phone, name: 'grace' },
    { person: other, name: 'alan' },
  ]
  for (const { person, name } of all) {
    await goToKeycloak(person.page, origin)
    await enterAtKeycloak(person.page, name)
    await untilAtSite(person.page, origin)
  }
  await keycloak.setEnabled('grace', false)
  const isKept = (await whoIs(desk.page, origin)) !== undefined
  say(`grace is disabled at Keycloak: her session at Kindlab ${isKept ? 'stays' : 'has ended'}`)
  await keycloak.signOut('grace')
  const took = await untilSignedOut(desk.page, origin, REPORT_MS)
  await untilSignedOut(phone.page, origin, REPORT_MS)
  expect((await whoIs(other.page, origin))?.role).toBe('admin')
  say(`"Sign out all sessions" at Keycloak has ended both of her sessions, ${took.toFixed(0)} ms later, and no other`)
  await desk.page.goto(origin)
  expect(new URL(desk.page.url()).pathname).toBe('/sign-in')
  await other.page.goto(`${keycloak.issuer}/protocol/openid-connect/logout`)
  await other.page.locator('#kc-logout').click()
  await untilSignedOut(other.page, origin, REPORT_MS)
  say('alan has signed out on the page of Keycloak, which has ended his session at Kindlab')
  await Promise.all(all.map(({ person }) => person.close()))
}
