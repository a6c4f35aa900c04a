/** N12: the server refuses every ID token with a wrong claim, header or signature. The provider is a real one in this process. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { encode, type IdToken, type OidcIssuer } from '#server/testing/oidc-issuer.ts'
import { countAccounts, enter, type OidcSite, startOidcSite } from '#server/testing/oidc-site.ts'

const inPayload =
  (change: Record<string, unknown>) =>
  ({ header, payload }: IdToken): IdToken => ({ header, payload: { ...payload, ...change } })
const inHeader =
  (change: Record<string, unknown>) =>
  ({ header, payload }: IdToken): IdToken => ({ header: { ...header, ...change }, payload })
const withoutClaim =
  (name: string) =>
  ({ header, payload }: IdToken): IdToken => ({
    header,
    payload: Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name)),
  })
const nowSeconds = () => Math.floor(new Date().getTime() / 1000)

const WRONG_TOKENS: Record<string, (issuer: OidcIssuer) => (token: IdToken) => IdToken> = {
  'iss of another provider': () => inPayload({ iss: 'http://127.0.0.1:1' }),
  'iss with a slash at the end': ({ origin }) => inPayload({ iss: `${origin}/` }),
  'no iss': () => withoutClaim('iss'),
  'aud of another client': () => inPayload({ aud: 'another' }),
  'two aud without azp': ({ clientId }) => inPayload({ aud: [clientId, 'another'] }),
  'azp of another client': ({ clientId }) => inPayload({ aud: [clientId, 'another'], azp: 'another' }),
  'exp in the past': () => inPayload({ exp: nowSeconds() - 120 }),
  'no exp': () => withoutClaim('exp'),
  'iat an hour ago': () => inPayload({ iat: nowSeconds() - 3600 }),
  'iat in an hour': () => inPayload({ iat: nowSeconds() + 3600 }),
  'no iat': () => withoutClaim('iat'),
  'another nonce': () => inPayload({ nonce: 'another' }),
  'no nonce': () => withoutClaim('nonce'),
  'no sub': () => withoutClaim('sub'),
  'another sub than the userinfo endpoint': () => inPayload({ sub: 'eve' }),
  'an unknown key id': () => inHeader({ kid: 'second' }),
}

for (const [name, change] of Object.entries(WRONG_TOKENS)) {
  test(`N12: an ID token with ${name} is refused`, async () => {
    await using site = await startOidcSite()
    site.issuer.tamper = change(site.issuer)
    await requireRefused(site)
  })
}

const FORGERIES: Record<string, (issuer: OidcIssuer) => (input: string, signature: string) => string> = {
  'a signature of another text': () => (input, signature) => {
    const [header = '', payload = ''] = input.split('.')
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return `${header}.${encode({ ...Object(claims), name: 'Eve' })}.${signature}`
  },
  'a changed signature': () => (input, signature) =>
    `${input}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
  'the algorithm none': () => (input) => `${encode({ alg: 'none', kid: 'first' })}.${input.split('.')[1]}.`,
  'HS256 with the public key as secret':
    ({ publicPem }) =>
    (input) => {
      const forged = `${encode({ alg: 'HS256', kid: 'first' })}.${input.split('.')[1]}`
      return `${forged}.${createHmac('sha256', publicPem).update(forged).digest('base64url')}`
    },
  'no signature': () => (input) => `${input}.`,
}

for (const [name, forge] of Object.entries(FORGERIES)) {
  test(`N12: an ID token with ${name} is refused`, async () => {
    await using site = await startOidcSite()
    site.issuer.forge = forge(site.issuer)
    await requireRefused(site)
  })
}

test('a token that the test signs again without a change is accepted', async () => {
  await using site = await startOidcSite()
  site.issuer.tamper = (token) => token
  assert.equal((await enter(site)).status, 303)
})

async function requireRefused(site: OidcSite): Promise<void> {
  const client = site.server.client()
  const answer = await enter(site, client)
  assert.equal(answer.status, 403, answer.text)
  assert.match(answer.text, /role="alert"[^>]*>The sign-in was refused/)
  assert.match(answer.text, /name="password"/, 'the other ways stay')
  assert.equal(client.cookies.get('kindlab-test'), undefined)
  assert.equal(await countAccounts(site), 0)
}
