/** Kindlab behind nginx and oauth2-proxy: the sign-in, forged headers, and a terminal through the proxy. */
import { randomBytes } from 'node:crypto'
import { expect, request } from '@playwright/test'
import { freePort, startKindlabServer } from '../kindlab-server.ts'
import { expectOnScreen, runAndExpect } from '../terminal-page.ts'
import { startSignInProxy } from './sign-in-proxy.ts'
import { enterAtKeycloak, openBrowser, untilAtSite, whoIs } from './site-pages.ts'
import type { Trial } from './try-directly.ts'

const HEADER = 'x-forwarded-user'
const SECRET_HEADER = 'x-kindlab-proxy-secret'

export interface ProxyPrograms {
  oauth2Proxy: string
  nginx: string
}

export interface ProxyClient {
  port: number
  clientSecret: string
}

/** The realm has the address and the secret of the proxy, so both are chosen before the import. */
export async function planProxy(): Promise<ProxyClient> {
  return { port: await freePort(), clientSecret: randomBytes(16).toString('hex') }
}

export async function tryProxy(trial: Trial, programs: ProxyPrograms, client: ProxyClient): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const headerSecret = randomBytes(16).toString('hex')
  const server = stack.use(
    await startKindlabServer({
      KINDLAB_PROVIDER: 'local',
      KINDLAB_PUBLIC_ORIGIN: `http://127.0.0.1:${client.port}`,
      KINDLAB_SIGN_IN: 'header',
      KINDLAB_SIGN_IN_HEADER: HEADER,
      KINDLAB_SIGN_IN_HEADER_SECRET: headerSecret,
    }),
  )
  const { keycloak, signal } = trial
  const addresses = { issuer: keycloak.issuer, kindlabOrigin: server.origin }
  const { origin } = stack.use(await startSignInProxy({ ...programs, ...client, ...addresses, headerSecret, signal }))
  await signInThroughProxy(trial, origin)
  await forge({ say: trial.say, origin, direct: server.origin })
}

async function signInThroughProxy({ browser, say }: Trial, origin: string): Promise<void> {
  // A browser that sends both headers itself, as an attacker would.
  const { page, close } = await openBrowser(browser, { [HEADER]: 'alan', [SECRET_HEADER]: 'guessed' })
  await page.goto(origin)
  await enterAtKeycloak(page, 'ada')
  await untilAtSite(page, origin)
  expect(await whoIs(page, origin)).toMatchObject({ displayName: 'ada', isAccount: true })
  say('ada has signed in through the proxy, which replaced the headers that her browser had forged')
  await page.goto(`${origin}/learn/the-node/hands-and-feet`)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expectOnScreen(page, /[#$] *$/m)
  await runAndExpect(page, 'echo through-$((40 + 2))', /^through-42$/m)
  say('a terminal works through nginx and oauth2-proxy')
  await close()
}

/** Requests without the proxy, and without a sign-in at the proxy. */
async function forge({ say, origin, direct }: { say: Trial['say']; origin: string; direct: string }): Promise<void> {
  const { host } = new URL(origin)
  const wrong: Record<string, string>[] = [
    { [HEADER]: 'alan' },
    { [HEADER]: 'alan', [SECRET_HEADER]: 'a guess of the secret' },
    { [HEADER]: 'alan', [SECRET_HEADER]: '' },
  ]
  for (const headers of wrong) {
    const answer = await ask(`${direct}/sign-in`, { host, ...headers })
    expect(answer).toMatchObject({ status: 403, cookies: [] })
    expect((await ask(`${direct}/api/session`, { host, ...headers })).text).toContain('sign_in.required')
    const visitor = await ask(`${origin}/sign-in`, { ...headers, 'sec-fetch-mode': 'navigate' })
    expect(visitor).toMatchObject({ status: 302, location: `${origin}/oauth2/start?rd=/sign-in`, cookies: [] })
    expect((await ask(`${origin}/api/session`, headers)).status).toBe(401)
  }
  say('requests with a forged header are refused: beside the proxy by Kindlab, without a sign-in by the proxy')
}

/** A request without a browser, which can send any header. */
async function ask(url: string, headers: Record<string, string>) {
  const client = await request.newContext()
  try {
    const answer = await client.get(url, { headers, maxRedirects: 0 })
    const { cookies } = await client.storageState()
    return { status: answer.status(), location: answer.headers()['location'], text: await answer.text(), cookies }
  } finally {
    await client.dispose()
  }
}
