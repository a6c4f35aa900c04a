import assert from 'node:assert/strict'
import { mkdtempDisposable, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readRunningFile, removeRunningFile, writeRunningFile } from './running-file.ts'

const SERVER = { pid: 17, origin: 'http://127.0.0.1:7000', access: 'link', startedAtMs: 5 } as const

test('the file describes the running server, for its owner only', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-running-'))
  assert.equal(await readRunningFile(folder.path), undefined)
  await writeRunningFile(folder.path, SERVER)
  assert.deepEqual(await readRunningFile(folder.path), SERVER)
  assert.equal((await stat(join(folder.path, 'running.json'))).mode & 0o777, 0o600)
})

test('a server removes its own file and not the file of its successor', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-running-'))
  await writeRunningFile(folder.path, SERVER)
  removeRunningFile(folder.path, 16)
  assert.deepEqual(await readRunningFile(folder.path), SERVER)
  removeRunningFile(folder.path, 17)
  assert.equal(await readRunningFile(folder.path), undefined)
  removeRunningFile(folder.path, 17)
})

test('an incomplete file counts as none', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-running-'))
  await writeFile(join(folder.path, 'running.json'), '{"pid":17')
  assert.equal(await readRunningFile(folder.path), undefined)
})
