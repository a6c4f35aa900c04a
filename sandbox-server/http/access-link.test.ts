/** A server on loopback without an access code: a link that works once gives access, and nothing else does. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { AccessLinks } from './access-links.ts'
import { POLICY } from './policy.ts'

const byLink = { config: { access: { kind: 'link' } } } as const

function linksOf(server: TestServer): AccessLinks {
  return new AccessLinks(server.dataFolder, () => server.world.clock.wallNow())
}

test('without a link a local program gets only the public routes', async () => {
  await using server = await TestServer.start(byLink)
  const client = server.client()
  for (const path of ['/', '/learn/the-node', '/_next/static/a.js', '/no/such']) {
    const answer = await client.get(path)
    assert.deepEqual([answer.status, answer.headers.location], [303, `/access?next=${encodeURIComponent(path)}`])
  }
  for (const { method, path, action } of server.routes) {
    if (POLICY[action].who === 'anyone') continue
    const answer = await client.send(path.replace(':id', 'x'), { method, body: {} })
    assert.deepEqual([answer.status, answer.code, answer.headers['set-cookie']], [401, 'access.required', undefined])
  }
  const open = server.routes.filter(({ action }) => POLICY[action].who === 'anyone').map(({ path }) => path)
  // These ask for a password, the code of an invitation or a token, lead to a provider, or take its signed report of a sign-out.
  const ofProvider = ['/auth/login', '/auth/callback', '/auth/provider-logout']
  const asking = ['/sign-in', ...ofProvider, '/invite/:code', '/api/v1/classes/:id/results']
  assert.deepEqual([...new Set(open)], ['/metrics', '/livez', '/readyz', '/access', ...asking])
})

test('without a link no socket opens', async () => {
  await using server = await TestServer.start(byLink)
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', origin: server.origin }
  const key = { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'sec-websocket-protocol': 'kindlab.v1, ticket.x' }
  const { hostname, port } = new URL(server.origin)
  const sent = request({ hostname, port, path: '/ws', headers: { ...upgrade, ...key } })
  sent.end()
  const [response] = await once(sent, 'response')
  response.resume()
  assert.equal(response.statusCode, 401)
})

test('a link opens the site for one browser, and the address afterwards has no secret', async () => {
  await using server = await TestServer.start(byLink)
  const secret = await linksOf(server).create()
  const client = server.client()
  const answer = await client.get(`/access?secret=${secret}&next=%2Flearn%2Fthe-node`)
  assert.deepEqual([answer.status, answer.headers.location], [303, '/learn/the-node'])
  assert.match(String(answer.headers['set-cookie']), /^kindlab-test-access=.*HttpOnly; SameSite=Lax$/)
  assert.equal((await client.get('/learn/the-node')).status, 200)
  assert.equal((await client.get(endpointPath('session.read'))).status, 200)
  assert.equal((await client.get('/access')).headers.location, '/')

  const other = server.client()
  const again = await other.get(`/access?secret=${secret}`)
  assert.deepEqual([again.status, again.headers['set-cookie']], [403, undefined])
  assert.match(again.text, /role="alert">This link does not work: .* older than 15 minutes/)
  assert.equal((await other.get('/')).status, 303)
})

test('the cookie of a link survives a restart of the server, and a used link does not', async () => {
  await using server = await TestServer.start(byLink)
  const client = server.client()
  const secret = await linksOf(server).create()
  await client.get(`/access?secret=${secret}`)
  await server.restart()
  const later = server.client()
  assert.equal((await later.get('/', { cookie: client.cookieHeader })).status, 200)
  assert.equal((await later.get(`/access?secret=${secret}`)).status, 403)
})

test('the page without a link names the command, and an old or wrong link opens nothing', async () => {
  await using server = await TestServer.start(byLink)
  const client = server.client()
  const page = await client.get('/access')
  assert.equal(page.status, 200)
  assert.match(page.text, /<code>\.\/kindlab link<\/code>/)
  const secret = await linksOf(server).create()
  server.world.clock.jump(15 * 60_000)
  for (const wrong of [secret, '', 'x', '..%2F..%2Fcookie.key']) {
    const answer = await client.get(`/access?secret=${wrong}`)
    assert.deepEqual([answer.status, answer.headers['set-cookie']], [403, undefined], wrong)
  }
  assert.equal((await client.get('/')).status, 303)
})

test('a browser that only prefetches a link does not use it up', async () => {
  await using server = await TestServer.start(byLink)
  const client = server.client()
  const path = `/access?secret=${await linksOf(server).create()}`
  assert.equal((await client.get(path, { 'sec-purpose': 'prefetch;prerender' })).status, 503)
  assert.equal((await client.send(path, { method: 'HEAD' })).status, 503)
  assert.equal((await client.get(path)).status, 303)
})

test('a link redirects only within this site', async () => {
  await using server = await TestServer.start(byLink)
  const secret = await linksOf(server).create()
  const answer = await server.client().get(`/access?secret=${secret}&next=%2F%2Fevil.example`)
  assert.equal(answer.headers.location, '/')
})

test('a browser that has access opens a used link without an error', async () => {
  await using server = await TestServer.start(byLink)
  const client = server.client()
  const secret = await linksOf(server).create()
  await client.get(`/access?secret=${secret}`)
  assert.deepEqual((await client.get(`/access?secret=${secret}`)).headers.location, '/')
})

test('the open mode has no page for access', async () => {
  await using server = await TestServer.start()
  assert.equal((await server.client().get('/access')).status, 404)
  assert.equal((await server.client().get('/')).status, 200)
})
