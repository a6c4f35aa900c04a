import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CookieSigner, loadCookieKey } from './cookie-signer.ts'

test('only a correctly signed value is accepted', () => {
  const signer = new CookieSigner(randomBytes(32))
  const signed = signer.sign('session', 'ann')
  assert.equal(signer.verify('session', signed), 'ann')
  const wrong = [undefined, '', 'ann', 'ann.', `bob.${signed.split('.')[1]}`, `${signed}.x`, signed.slice(0, -2)]
  for (const text of wrong) assert.equal(signer.verify('session', text), undefined, text)
  assert.equal(signer.verify('access', signed), undefined)
  assert.equal(new CookieSigner(randomBytes(32)).verify('session', signed), undefined)
})

test('the key is created once, readable by its owner only, and a broken key is refused', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-key-'))
  const key = await loadCookieKey(folder.path)
  assert.deepEqual(await loadCookieKey(folder.path), key)
  const path = join(folder.path, 'cookie.key')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  await writeFile(path, 'short')
  await assert.rejects(loadCookieKey(folder.path), /is not a key of 32 bytes/)
})
