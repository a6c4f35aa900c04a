import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { resolveInstance } from './instance.ts'

test('a name is made up once and kept, unless one is configured', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-instance-'))
  const made = await resolveInstance(folder.path, undefined)
  assert.match(made, /^kindlab-[0-9a-f]{8}$/)
  assert.equal(await resolveInstance(folder.path, undefined), made)
  assert.equal(await resolveInstance(folder.path, 'class-a'), 'class-a')
})

test('a file that holds no name is refused rather than overwritten', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-instance-'))
  await writeFile(join(folder.path, 'instance'), 'Not a name!')
  await assert.rejects(resolveInstance(folder.path, undefined), /holds no name/)
})
