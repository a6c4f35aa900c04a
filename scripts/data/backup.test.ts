import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCookieKey } from '#server/http/cookie-signer.ts'
import { resolveInstance } from '#server/instance.ts'
import { openStore } from '#server/store/store.ts'
import { backUp } from './backup.ts'

test('a backup of a folder in use is a folder with the same learners, key and instance', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-backup-'))
  const data = join(folder.path, 'data')
  const target = join(folder.path, 'copies', 'monday')
  using store = openStore(data)
  await store.learners.add('ada', 1)
  const key = await loadCookieKey(data)
  const instance = await resolveInstance(data, undefined)
  await backUp(store, data, target)
  using copy = openStore(target)
  assert.equal((await copy.learners.find('ada'))?.id, 'ada')
  assert.deepEqual(await readFile(join(target, 'cookie.key')), key)
  assert.equal(await resolveInstance(target, undefined), instance)
  assert.equal((await stat(join(target, 'cookie.key'))).mode & 0o077, 0)
})

test('a backup never writes over what is there', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-backup-'))
  const data = join(folder.path, 'data')
  using store = openStore(data)
  await assert.rejects(backUp(store, data, data), /is not empty/)
})
