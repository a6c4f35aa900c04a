import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { resolveInstance } from './instance.ts'

test('a name is generated once and stored, unless one is configured', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-instance-'))
  const generated = await resolveInstance(folder.path, undefined)
  assert.match(generated, /^kindlab-[0-9a-f]{8}$/)
  assert.equal(await resolveInstance(folder.path, undefined), generated)
  assert.equal(await resolveInstance(folder.path, 'class-a'), 'class-a')
})

test('a file with an invalid name is refused, not overwritten', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-instance-'))
  await writeFile(join(folder.path, 'instance'), 'Not a name!')
  await assert.rejects(resolveInstance(folder.path, undefined), /holds no valid instance name/)
})
