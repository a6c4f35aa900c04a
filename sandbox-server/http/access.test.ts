import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointPath } from '#protocol/api.ts'
import { SessionView } from '#protocol/views.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { TestServer } from '#server/testing/test-server.ts'
import { safeNext } from './access-page.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'x-kindlab-request': undefined }
const withCode = { config: { access: { kind: 'code', code: 'quiet river' } } } as const

async function give(client: HttpClient, code: string, headers: Record<string, string | undefined> = {}) {
  return send(client, { code, name: 'Ada', next: '/learn/the-node' }, headers)
}

function send(client: HttpClient, fields: Record<string, string>, headers: Record<string, string | undefined> = {}) {
  const body = new URLSearchParams(fields).toString()
  return client.send('/access', { method: 'POST', body, headers: { ...FORM, ...headers } })
}

async function nameOf(client: HttpClient) {
  return SessionView.parse((await client.get(endpointPath('session.read'))).json).learner.displayName
}

test('without the access code, pages redirect to the form and the API refuses', async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  const page = await client.get('/learn/the-node?a=1')
  assert.deepEqual([page.status, page.headers.location], [303, '/access?next=%2Flearn%2Fthe-node%3Fa%3D1'])
  for (const path of ['/_next/static/a.js', '/learn/the-node/hands-and-feet.txt', '/no/such']) {
    assert.equal((await client.get(path)).status, 303, path)
  }
  for (const { method, path, action } of server.routes) {
    if (!path.startsWith('/api/')) continue
    const answer = await client.send(path.replace(':id', 'x'), { method, body: {} })
    // A program has no access code: its token is the proof.
    const code = action === 'token.class_results' ? 'token.invalid' : 'access.required'
    assert.deepEqual([answer.status, answer.code], [401, code], action)
  }
  assert.equal((await client.get('/livez')).status, 200)
})

test('the right code opens the site and redirects to the requested page', async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  const question = await client.get('/access?next=%2Flearn%2Fthe-node')
  assert.match(question.text, /<input name="next" type="hidden" value="\/learn\/the-node">/)
  assert.equal(question.headers['referrer-policy'], 'same-origin')
  const answer = await give(client, ' quiet river ')
  assert.deepEqual([answer.status, answer.headers.location], [303, '/learn/the-node'])
  assert.match(
    String(answer.headers['set-cookie']),
    /^kindlab-test-access=\d+-[0-9a-f]{24}\.[\w-]{43}; .*HttpOnly; SameSite=Lax$/,
  )
  assert.equal((await client.get('/learn/the-node')).status, 200)
  assert.equal((await client.get(endpointPath('session.read'))).status, 200)
})

test('a wrong code opens nothing, and the eleventh within a minute is refused', async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  const wrong = await give(client, 'quiet rivers')
  assert.equal(wrong.status, 403)
  assert.match(wrong.text, /role="alert"/)
  assert.equal((await client.get('/')).status, 303)
  for (let tries = 0; tries < 9; tries += 1) await give(client, `guess ${tries}`)
  const refused = await give(client, 'quiet river')
  assert.deepEqual([refused.status, refused.code], [429, 'rate.limited'])
  assert.ok(Number(refused.headers['retry-after']) > 0)
})

test('a form of another site cannot send the code', async () => {
  await using server = await TestServer.start(withCode)
  const answer = await give(server.client(), 'quiet river', { origin: 'http://evil.example' })
  assert.deepEqual([answer.status, answer.code, answer.headers['set-cookie']], [403, 'request.origin', undefined])
})

test('the cookie of another code and a forged cookie open nothing', async () => {
  await using before = await TestServer.start(withCode)
  const client = before.client()
  await give(client, 'quiet river')
  await using after = await TestServer.start({ config: { access: { kind: 'code', code: 'loud mountain' } } })
  assert.equal((await after.client().get('/', { cookie: client.cookieHeader })).status, 303)
  const made = `kindlab-test-access=${Date.now() * 2}.${'A'.repeat(43)}`
  assert.equal((await after.client().get('/', { cookie: made })).status, 303)
})

test('the access cookie expires after a month', async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  await give(client, 'quiet river')
  server.world.clock.jump(31 * 86_400_000)
  assert.equal((await client.get('/')).status, 303)
})

test("the form with the code sets the learner's name", async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  await send(client, { code: 'quiet river', name: ' Ada  Lovelace ' })
  assert.equal(await nameOf(client), 'Ada Lovelace')
  await server.restart()
  const later = server.client()
  later.cookies.set(...([...client.cookies][1] ?? ['', '']))
  const question = await later.get('/access')
  assert.match(question.text, /name="name"[^>]* value="Ada Lovelace"/)
})

test('the form asks again for an invalid name, without the code and with the name escaped', async () => {
  await using server = await TestServer.start(withCode)
  const client = server.client()
  const typed = '"><script>\u202E'
  const again = await send(client, { code: 'quiet river', name: typed, next: '/learn/the-node' })
  assert.equal(again.status, 400)
  assert.match(again.text, /role="alert"[^>]*>This name cannot be shown: it has invisible characters\.</)
  assert.match(again.text, /value="&quot;>&lt;script>/)
  assert.doesNotMatch(again.text, /<script|name="code"/)
  const missing = await send(client, { name: ' ' })
  assert.match(missing.text, /Type a name/)
  const answer = await send(client, { name: 'Ada', next: '/learn/the-node' })
  assert.deepEqual([answer.status, answer.headers.location], [303, '/learn/the-node'])
  assert.equal(await nameOf(client), 'Ada')
})

test('a wrong code does not reveal the name and creates no session', async () => {
  await using server = await TestServer.start(withCode)
  const answer = await send(server.client(), { code: 'quiet rivers', name: '\u202E' })
  assert.deepEqual([answer.status, answer.headers['set-cookie']], [403, undefined])
  assert.doesNotMatch(answer.text, /cannot be shown/)
})

test('only wrong codes count, so a whole class behind one router can enter at once', async () => {
  await using server = await TestServer.start(withCode)
  for (let turn = 0; turn < 30; turn += 1) {
    assert.equal((await send(server.client(), { code: 'quiet river', name: `Learner ${turn}` })).status, 303)
  }
})

test('without an access code there is no form', async () => {
  await using server = await TestServer.start()
  assert.equal((await server.client().get('/access')).status, 404)
})

test('the form redirects only within this site', () => {
  const led: Record<string, string> = {
    '/learn?a=1#b': '/learn?a=1',
    '//evil.example/': '/',
    [String.raw`/\evil.example`]: '/',
    'https://evil.example': '/',
    'javascript:alert(1)': '/',
    // The URL parser finds the origin of this site, but a browser reads the remaining path as another site.
    '/.//evil.example': '/',
    'http://here.invalid//evil.example': '/',
    '/a/..//evil.example': '/',
    learn: '/learn',
  }
  for (const [next, path] of Object.entries(led)) assert.equal(safeNext(next), path, next)
  assert.equal(safeNext(null), '/')
})

test('with an https origin the cookies are Secure', async () => {
  const config = { access: { kind: 'code', code: 'quiet river' }, publicOrigin: 'https://lab.example.org' } as const
  await using server = await TestServer.start({ config })
  const headers = { host: 'lab.example.org', origin: 'https://lab.example.org' }
  const client = server.loopbackClient()
  const answer = await give(client, 'quiet river', headers)
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000')
  assert.match(String(answer.headers['set-cookie']), /^__Host-kindlab-test-access=.*; Path=\/; .*; Secure$/)
  const session = await client.get(endpointPath('session.read'), headers)
  assert.match(String(session.headers['set-cookie']), /^__Host-kindlab-test=.*; Secure$/)
  const plain = await give(client, 'quiet river', { ...headers, origin: 'http://lab.example.org' })
  assert.equal(plain.status, 403)
})
