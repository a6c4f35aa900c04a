import assert from 'node:assert/strict'
import { mkdtempDisposable, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { AccessLinks, linkUrl } from './access-links.ts'

const makeFolder = () => mkdtempDisposable(join(tmpdir(), 'kindlab-links-'))

test('a link works once, also for a server that starts later', async () => {
  await using folder = await makeFolder()
  const secret = await new AccessLinks(folder.path, () => 0).create()
  const links = new AccessLinks(folder.path, () => 1)
  const redeemed = await Promise.all([links.redeem(secret), links.redeem(secret)])
  assert.equal(redeemed.filter(Boolean).length, 1)
  assert.equal(await links.redeem(secret), false)
})

test('a link expires, and a new link removes the file of an expired one', async () => {
  await using folder = await makeFolder()
  let now = 0
  const links = new AccessLinks(folder.path, () => now)
  const secret = await links.create()
  now = 15 * 60_000
  await links.create()
  assert.equal((await readdir(join(folder.path, 'links'))).length, 1)
  assert.equal(await links.redeem(secret), false)
  const late = await links.create()
  now += 15 * 60_000
  assert.equal(await links.redeem(late), false)
})

test('only the owner can list the links, and their names do not contain the secret', async () => {
  await using folder = await makeFolder()
  const secret = await new AccessLinks(folder.path, () => 0).create()
  const [name = ''] = await readdir(join(folder.path, 'links'))
  assert.match(name, /^[0-9a-f]{64}$/)
  assert.equal(name.includes(secret), false)
  const [links, file] = await Promise.all(['', name].map((each) => stat(join(folder.path, 'links', each))))
  assert.deepEqual([(links?.mode ?? 0) & 0o777, (file?.mode ?? 0) & 0o777], [0o700, 0o600])
})

test('other text than a secret opens nothing', async () => {
  await using folder = await makeFolder()
  const links = new AccessLinks(folder.path, () => 0)
  await links.create()
  for (const text of ['', '..', '../links', 'a'.repeat(10_000)]) assert.equal(await links.redeem(text), false)
})

test('the address of a link has the secret in its query', () => {
  assert.equal(linkUrl('http://127.0.0.1:7000', 'a-b'), 'http://127.0.0.1:7000/access?secret=a-b')
})
