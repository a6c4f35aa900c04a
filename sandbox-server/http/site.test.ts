import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { TestServer, writeSiteFile } from '#server/testing/test-server.ts'
import { inlineScripts, pagePolicy } from './security-headers.ts'

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

test('a page has an address without .html, exported as a file or as a folder', async () => {
  await using server = await TestServer.start()
  const client = server.client()
  const titles: Record<string, string> = {
    '/': 'Home',
    '/learn/the-node': 'Module',
    '/learn/the-node/': 'Module',
    '/learn/the-node/hands-and-feet?from=home': 'Lesson',
    '/learn/the-node/hands-and-feet.html': 'Lesson',
    '/about': 'About',
    '/%61bout/': 'About',
  }
  for (const [path, title] of Object.entries(titles)) {
    const answer = await client.get(path)
    assert.equal(answer.status, 200, path)
    assert.match(answer.text, new RegExp(`<title>${title}<`), path)
    assert.deepEqual(
      [answer.headers['cache-control'], answer.headers['content-type']],
      ['no-store', 'text/html; charset=utf-8'],
    )
  }
})

test('the policy of a page allows exactly its inline scripts', async () => {
  await using server = await TestServer.start()
  const answer = await server.client().get('/')
  const { policy } = answer
  assert.match(policy, /^default-src 'none'; script-src 'self' 'sha256-/)
  assert.ok(policy.includes(hashOf('let home = 1')))
  assert.equal(policy.match(/'sha256-/g)?.length, 1)
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|https?:/)
  const missing = await server.client().get('/no/such/page')
  assert.equal(missing.status, 404)
  assert.ok(missing.policy.includes(hashOf('let missing = 1')))
})

test('a new export changes the policy of a page at once', async () => {
  await using server = await TestServer.start()
  await server.client().get('/about')
  await writeSiteFile(server.siteFolder, 'about/index.html', '<title>About</title><script>let fresh = true</script>')
  const answer = await server.client().get('/about')
  assert.match(answer.text, /fresh/)
  assert.ok(answer.policy.includes(hashOf('let fresh = true')))
})

test('inline scripts are found with any attributes, and scripts with a source are not', () => {
  const html = `<script>a()</script><script id="x" data-n='>'>b()</script><SCRIPT type=module>c(1 < 2)</SCRIPT >
    <script src="/d.js"></script><script async src=/e.js></script><script data-src="f">f()</script><script></script>`
  assert.deepEqual(inlineScripts(html), ['a()', 'b()', 'c(1 < 2)', 'f()', ''])
  assert.ok(pagePolicy('<script>1</script><script>1</script>').split("'sha256-").length === 2)
})

test('every reply has the security headers', async () => {
  await using server = await TestServer.start()
  const { client } = await server.learner()
  for (const path of ['/', '/_next/static/a.js', '/api/session', '/api/nothing', '/livez', '/no/such/page']) {
    const { headers, policy } = await client.get(path)
    assert.equal(headers['x-content-type-options'], 'nosniff', path)
    assert.equal(headers['referrer-policy'], 'no-referrer', path)
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path)
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', path)
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/, path)
    assert.equal(headers['x-powered-by'], undefined)
  }
})

test('files with a hash in their name are immutable, and others are revalidated', async () => {
  await using server = await TestServer.start()
  const hashed = await server.client().get('/_next/static/a.js')
  assert.deepEqual([hashed.status, hashed.text], [200, 'let a = 1'])
  assert.equal(hashed.headers['cache-control'], 'private, max-age=31536000, immutable')
  const data = await server.client().get('/learn/the-node/hands-and-feet.txt')
  assert.equal(data.headers['cache-control'], 'private, max-age=0')
  const etag = String(data.headers.etag)
  assert.equal((await server.client().get('/learn/the-node/hands-and-feet.txt', { 'if-none-match': etag })).status, 304)
})

test('text is compressed for clients that accept it', async () => {
  await using server = await TestServer.start()
  const about = await server.client().get('/about')
  assert.equal(about.headers['content-encoding'], undefined)
  for (const encoding of ['br', 'gzip']) {
    for (const [path, text] of [
      ['/about', about.text],
      ['/_next/static/a.js', 'let a = 1'],
    ] as const) {
      const answer = await fetch(server.origin + path, { headers: { 'accept-encoding': encoding } })
      const { headers } = answer
      assert.deepEqual([headers.get('content-encoding'), headers.get('vary')], [encoding, 'accept-encoding'], path)
      assert.equal(await answer.text(), text, path)
    }
  }
})

test('a new export is compressed again', async () => {
  await using server = await TestServer.start()
  const ask = async () => (await fetch(`${server.origin}/about`, { headers: { 'accept-encoding': 'br' } })).text()
  assert.doesNotMatch(await ask(), /fresh/)
  await writeSiteFile(server.siteFolder, 'about/index.html', '<title>About</title><p>fresh</p>')
  assert.match(await ask(), /fresh/)
})

test('a new export clears the cache of the old one', async () => {
  await using server = await TestServer.start()
  const ask = async (path: string) =>
    (await fetch(server.origin + path, { headers: { 'accept-encoding': 'br' } })).text()
  /** As old and as large as before: only the content differs. */
  const write = async (script: string) => {
    await writeSiteFile(server.siteFolder, '_next/static/a.js', script)
    await utimes(join(server.siteFolder, '_next/static/a.js'), 1, 1)
  }
  await ask('/about')
  await write('let a = 1')
  assert.equal(await ask('/_next/static/a.js'), 'let a = 1')
  await write('let a = 2')
  assert.equal(await ask('/_next/static/a.js'), 'let a = 1')
  await writeSiteFile(server.siteFolder, 'about/index.html', '<title>About</title><p>fresh</p>')
  await ask('/about')
  assert.equal(await ask('/_next/static/a.js'), 'let a = 2')
})

test('no path leaves the site folder, and a path with a doubled slash is not found', async () => {
  await using server = await TestServer.start()
  await writeSiteFile(server.siteFolder, '.hidden.txt', 'as good as beside the site')
  const paths = [
    '/../secret.txt',
    '/learn/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e/secret.txt',
    String.raw`/..\secret.txt`,
    '/..%5csecret.txt',
    '/%00/../secret.txt',
    '//secret.txt',
    '//index.html',
    '/learn//the-node',
    '/about//',
    '/%2f_next/static/a.js',
    '/%',
    '/learn',
    '/_next/static',
    '/_next/',
    '/.hidden.txt',
  ]
  for (const path of paths) {
    const answer = await server.client().get(path)
    assert.deepEqual([answer.status, answer.text.includes('beside the site')], [404, false], path)
  }
})

test('a server without an exported site is not ready', async () => {
  await using server = await TestServer.start({ site: { 'robots.txt': '' } })
  const page = await server.client().get('/')
  assert.deepEqual([page.status, page.code], [404, 'not_found'])
  assert.match(page.text, /has not been exported/)
  assert.equal((await server.client().get('/readyz')).status, 503)
})

test('HEAD gets no body, and the site refuses other methods', async () => {
  await using server = await TestServer.start()
  const head = await server.client().send('/', { method: 'HEAD' })
  assert.deepEqual([head.status, head.text], [200, ''])
  assert.ok(Number(head.headers['content-length']) > 20)
  assert.equal((await server.client().send('/', { method: 'POST', body: {} })).status, 404)
  assert.equal((await server.client().send('/', { method: 'PUT', body: {} })).status, 404)
})
