import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCookieKey } from '#server/http/cookie-signer.ts'
import { resolveInstance } from '#server/instance.ts'
import { openStore } from '#server/store/open-store.ts'
import { copyDataFolder } from './copy-data-folder.ts'

test('a backup of a folder in use is a folder with the same learners, key and instance', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-backup-'))
  const data = join(folder.path, 'data')
  const target = join(folder.path, 'copies', 'monday')
  using store = openStore(data)
  await store.learners.add('ada', 1)
  const key = await loadCookieKey(data)
  const instance = await resolveInstance(data, undefined)
  await copyDataFolder(store, data, target)
  using copy = openStore(target)
  assert.equal((await copy.learners.find('ada'))?.id, 'ada')
  assert.deepEqual(await readFile(join(target, 'cookie.key')), key)
  assert.equal(await resolveInstance(target, undefined), instance)
  assert.equal((await stat(join(target, 'cookie.key'))).mode & 0o077, 0)
})

test('a backup never overwrites files', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-backup-'))
  const data = join(folder.path, 'data')
  using store = openStore(data)
  await assert.rejects(copyDataFolder(store, data, data), /is not empty/)
})

test('only the owner can read a backup, also in a folder that others could read', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-backup-'))
  using store = openStore(join(folder.path, 'data'))
  const target = join(folder.path, 'copy')
  await mkdir(target, { mode: 0o755 })
  await copyDataFolder(store, join(folder.path, 'data'), target)
  assert.equal((await stat(target)).mode & 0o777, 0o700)
  assert.equal((await stat(join(target, 'kindlab.db'))).mode & 0o777, 0o600)
})
