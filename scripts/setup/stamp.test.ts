import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Stamp } from './stamp.ts'

test('matches only its own inputs, until it is cleared', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-stamp-'))
  const stamp = new Stamp({ cacheFolder: folder.path, checkout: '/a', name: 'site' })
  assert.equal(await stamp.matches('one'), false)
  await stamp.write('one')
  assert.equal(await stamp.matches('one'), true)
  assert.equal(await stamp.matches('two'), false)
  await stamp.clear()
  assert.equal(await stamp.matches('one'), false)
})

test('checkouts have separate stamps', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-stamp-'))
  const options = { cacheFolder: folder.path, name: 'site' }
  await new Stamp({ ...options, checkout: '/a' }).write('one')
  assert.equal(await new Stamp({ ...options, checkout: '/b' }).matches('one'), false)
})
