/** N11 to N15 against a real provider of OpenID Connect in this process. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { countAccounts, enter, goToProvider, learnerOf, startOidcSite } from '#server/testing/oidc-site.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { isPrivate } from './oidc-fetch.ts'

test('a person signs in at the provider, comes back to the page, and is the same person the next time', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  const answer = await enter(site, client)
  assert.deepEqual([answer.status, answer.headers.location], [303, '/glossary'])
  const first = await learnerOf(client)
  assert.deepEqual([first.displayName, first.role, first.isAccount], ['Ada Lovelace', undefined, true])
  const second = site.server.client()
  await enter(site, second)
  assert.equal((await learnerOf(second)).id, first.id)
})

test('N11: the request to the provider has PKCE with S256, state and nonce, each new for every sign-in', async () => {
  await using site = await startOidcSite()
  const queries = []
  for (let count = 0; count < 2; count++) {
    const { headers } = await site.server.client().get('/auth/login')
    queries.push(new URL(headers.location ?? '').searchParams)
    assert.match(
      String(headers['set-cookie']),
      /^kindlab-test-sign-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax/,
    )
  }
  const [first, second] = queries
  assert.deepEqual([first?.get('code_challenge_method'), first?.get('response_type')], ['S256', 'code'])
  assert.equal(first?.get('redirect_uri'), `${site.server.origin}/auth/callback`)
  for (const name of ['state', 'nonce', 'code_challenge']) {
    assert.match(first?.get(name) ?? '', /^[\w-]{43}$/, name)
    assert.notEqual(first?.get(name), second?.get(name), name)
  }
})

test('N12: another state, a missing state and a callback of another browser are refused', async () => {
  await using site = await startOidcSite()
  for (const change of [
    (path: string) => path.replace(/state=[^&]+/, 'state=another'),
    (path: string) => path.replace(/state=[^&]+&?/, ''),
    (path: string) => path.replace(/code=[^&]+/, 'code=another'),
  ]) {
    const client = site.server.client()
    const answer = await client.get(change(await goToProvider(site, client)))
    assert.equal(answer.status, 403)
  }
  const path = await goToProvider(site, site.server.client())
  assert.equal((await site.server.client().get(path)).status, 400)
  assert.equal(await countAccounts(site), 0)
})

test('N12: a callback works once, and only for ten minutes', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  const path = await goToProvider(site, client)
  assert.equal((await client.get(path)).status, 303)
  assert.equal((await client.get(path)).status, 400)
  const late = await goToProvider(site, client)
  site.server.world.clock.jump(600_000)
  assert.equal((await client.get(late)).status, 400)
})

test('N12: an answer that names another issuer is refused', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  const path = await goToProvider(site, client)
  assert.match(path, /[?&]iss=/)
  assert.equal((await client.get(path.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example'))).status, 403)
  const without = await goToProvider(site, client)
  assert.equal((await client.get(without.replace(/[?&]iss=[^&]+/, ''))).status, 403)
  assert.equal(await countAccounts(site), 0)
})

test('N13: another person with the same email address is another account', async () => {
  await using site = await startOidcSite()
  const claims = { name: 'Ada', email: 'ada@example.org', email_verified: true }
  site.issuer.person = { subject: 'ada', claims }
  await enter(site)
  site.issuer.person = { subject: 'other', claims }
  await enter(site)
  assert.equal(await countAccounts(site), 2)
})

test('N13: the role comes only from a rule of the settings, at every sign-in', async () => {
  const roles = [
    { claim: 'groups', value: 'staff', role: 'admin' },
    { claim: 'groups', value: 'teachers', role: 'instructor' },
  ] as const
  await using site = await startOidcSite({ roles })
  const client = site.server.client()
  site.issuer.person = { subject: 'ada', claims: { name: 'Ada', role: 'admin', groups: ['pupils'] } }
  await enter(site, client)
  assert.equal((await learnerOf(client)).role, undefined)
  site.issuer.person = { subject: 'ada', claims: { name: 'Ada', groups: ['pupils', 'teachers'] } }
  await enter(site)
  assert.equal(
    (await client.get(endpointPath('sessions.list'))).code,
    'session.missing',
    'N3: a new role, new sessions',
  )
  await enter(site, client)
  assert.equal((await learnerOf(client)).role, 'instructor')
  site.issuer.person = { subject: 'ada', claims: { name: 'Ada' } }
  await enter(site, client)
  assert.equal((await learnerOf(client)).role, undefined)
})

test('without rules, the role that the operator has set stays', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  site.issuer.person = { subject: 'ada', claims: { groups: ['admin'], role: 'admin' } }
  await enter(site, client)
  const { id } = await learnerOf(client)
  await site.store.learners.setRole(id, 'instructor')
  await enter(site, client)
  assert.equal((await learnerOf(client)).role, 'instructor')
})

test('a person without the required claim may not sign in', async () => {
  await using site = await startOidcSite({ required: { claim: 'hd', value: 'example.org' } })
  for (const hd of [undefined, 'example.com', 'example.org.evil.example']) {
    site.issuer.person = { subject: 'ada', claims: { hd } }
    assert.equal((await enter(site)).status, 403)
  }
  assert.equal(await countAccounts(site), 0)
  site.issuer.person = { subject: 'ada', claims: { hd: 'example.org' } }
  assert.equal((await enter(site)).status, 303)
})

test('a blocked person may not sign in', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  await enter(site, client)
  const { id } = await learnerOf(client)
  await site.store.learners.block(id, 1)
  assert.equal((await enter(site)).status, 403)
})

test('N14: after the sign-in, the browser stays on this site', async () => {
  await using site = await startOidcSite()
  for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    const client = site.server.client()
    const answer = await client.get(await goToProvider(site, client, next))
    assert.deepEqual([answer.status, answer.headers.location], [303, '/'], next)
  }
})

test('a provider that is down does not stop the server: the sign-in page says it, and other ways work', async () => {
  await using site = await startOidcSite()
  await site.issuer.stop()
  const client = site.server.client()
  const page = await client.get('/sign-in')
  assert.match(page.text, /href="\/auth\/login\?next=%2F"[^>]*>Sign in with the school</)
  const answer = await client.get('/auth/login?next=/glossary')
  assert.equal(answer.status, 503)
  assert.match(answer.text, /role="alert"[^>]*>The service that signs people in does not answer/)
  assert.match(answer.text, /name="password"/)
  assert.match(answer.text, /name="next" value="\/glossary"/)
  assert.equal((await client.get('/')).status, 200)
})

test('a provider that ends after sign-ins is reported as down within a minute, and works again when it is back', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  assert.equal((await enter(site, client)).status, 303)
  await site.issuer.stop()
  site.server.world.clock.jump(60_000)
  assert.equal((await client.get('/auth/login')).status, 503)
  await site.issuer.listen()
  assert.equal((await client.get('/auth/login')).status, 503, 'the server does not ask again at once')
  site.server.world.clock.jump(5_000)
  assert.equal((await enter(site, client)).status, 303)
})

test('a provider that ends in the middle of a sign-in is reported as down', async () => {
  await using site = await startOidcSite()
  const client = site.server.client()
  const path = await goToProvider(site, client)
  await site.issuer.stop()
  assert.equal((await client.get(path)).status, 503)
})

test('without the way "oidc", the two addresses do not exist', async () => {
  await using server = await TestServer.start()
  assert.equal((await server.client().get('/auth/login')).code, 'not_found')
  assert.equal((await server.client().get('/auth/callback?code=a&state=b')).code, 'not_found')
  assert.doesNotMatch((await server.client().get('/sign-in')).text, /auth\/login/)
})

test('N15: the private networks are known', () => {
  for (const address of [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '127.0.0.9',
    '::1',
    'fd00::1',
    'fe80::1',
  ]) {
    assert.equal(isPrivate(address), true, address)
  }
  assert.equal(isPrivate('::ffff:10.0.0.1'), true)
  for (const address of ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1'])
    assert.equal(isPrivate(address), false, address)
})
