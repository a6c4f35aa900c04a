/** N16: the provider reports a sign-out, and Kindlab ends the sessions of the person. The provider is a real one in this process. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { encode, type IdToken, type OidcIssuer } from '#server/testing/oidc-issuer.ts'
import { enter, learnerOf, type OidcSite, startOidcSite } from '#server/testing/oidc-site.ts'

const PATH = '/auth/provider-logout'

const sendToken = async ({ server }: OidcSite, token: string) =>
  server.client().send(PATH, {
    method: 'POST',
    // A server sends neither an origin nor the header of the pages.
    headers: {
      origin: undefined,
      'x-kindlab-request': undefined,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ logout_token: token }).toString(),
  })

test('N16: a sign-out at the provider ends all sessions of this person, and no other sessions', async () => {
  await using site = await startOidcSite()
  const [desk, phone, other] = [site.server.client(), site.server.client(), site.server.client()]
  await enter(site, desk)
  await enter(site, phone)
  const { id } = await learnerOf(desk)
  const ended: string[] = []
  site.store.sessions.onEnded((ids) => ended.push(...ids))
  site.issuer.person = { subject: 'eve', claims: { name: 'Eve' } }
  await enter(site, other)
  site.issuer.person = { subject: 'ada', claims: {} }
  const answer = await sendToken(site, site.issuer.logoutToken())
  assert.deepEqual([answer.status, answer.headers['cache-control']], [200, 'no-store'])
  assert.equal(ended.length, 2, 'the sockets of both sessions close')
  for (const client of [desk, phone]) {
    assert.equal((await client.get(endpointPath('sessions.list'))).code, 'session.missing')
  }
  assert.equal((await learnerOf(other)).displayName, 'Eve')
  assert.deepEqual(await site.store.audit.findEvents(id), ['sign_in.provider_logout'])
})

test('a sign-out of an unknown person is accepted and changes nothing', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  await enter(site, client)
  site.issuer.person = { subject: 'nobody', claims: {} }
  assert.equal((await sendToken(site, site.issuer.logoutToken())).status, 200)
  assert.equal((await learnerOf(client)).displayName, 'Ada Lovelace')
})

const inPayload =
  (change: Record<string, unknown>) =>
  ({ header, payload }: IdToken): IdToken => ({ header, payload: { ...payload, ...change } })
const secondsAgo = (seconds: number) => Math.floor(new Date().getTime() / 1000) - seconds

const WRONG_TOKENS: Record<string, (token: IdToken) => IdToken> = {
  'another issuer': inPayload({ iss: 'http://127.0.0.1:1' }),
  'another audience': inPayload({ aud: 'another' }),
  'an age of three minutes': inPayload({ iat: secondsAgo(180) }),
  'a time in the future': inPayload({ iat: secondsAgo(-180) }),
  'an end in the past': inPayload({ exp: secondsAgo(60) }),
  'a nonce': inPayload({ nonce: 'of an ID token' }),
  'no event': inPayload({ events: {} }),
  'an event that is text': inPayload({ events: 'http://schemas.openid.net/event/backchannel-logout' }),
  'no person': inPayload({ sub: undefined, sid: 'a session of the provider' }),
  'no id': inPayload({ jti: undefined }),
  'the type of an ID token': ({ header, payload }) => ({ header: { ...header, typ: 'JWT' }, payload }),
  'no type': ({ header, payload }) => ({ header: { ...header, typ: undefined }, payload }),
  'an unknown key': ({ header, payload }) => ({ header: { ...header, kid: 'second' }, payload }),
}

const FORGERIES: Record<string, (issuer: OidcIssuer) => (input: string, signature: string) => string> = {
  'a changed signature': () => (input, signature) =>
    `${input}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
  'the algorithm none': () => (input) => `${encode({ alg: 'none', typ: 'logout+jwt' })}.${input.split('.')[1]}.`,
  'HS256 with the public key as secret':
    ({ publicPem }) =>
    (input) => {
      const forged = `${encode({ alg: 'HS256', typ: 'logout+jwt', kid: 'first' })}.${input.split('.')[1]}`
      return `${forged}.${createHmac('sha256', publicPem).update(forged).digest('base64url')}`
    },
  'no signature': () => (input) => `${input}.`,
  'nothing but text': () => () => 'text',
}

test('N16: a logout token with a wrong claim, type, key or signature ends no session', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  await enter(site, client)
  const { id } = await learnerOf(client)
  const requireRefused = async (name: string) => {
    const answer = await sendToken(site, site.issuer.logoutToken())
    assert.deepEqual([answer.status, answer.code], [400, 'sign_in.refused'], name)
    assert.equal((await learnerOf(client)).id, id, name)
  }
  for (const [name, change] of Object.entries(WRONG_TOKENS)) {
    site.issuer.tamper = change
    await requireRefused(name)
  }
  site.issuer.tamper = undefined
  for (const [name, forge] of Object.entries(FORGERIES)) {
    site.issuer.forge = forge(site.issuer)
    await requireRefused(name)
  }
  site.issuer.forge = undefined
  assert.equal((await sendToken(site, site.issuer.logoutToken())).status, 200)
})

test('the server answers a sign-out with an error while it cannot ask the provider for its keys', async () => {
  await using site = await startOidcSite()
  await site.issuer.stop()
  assert.equal((await sendToken(site, site.issuer.logoutToken())).status, 503)
})
