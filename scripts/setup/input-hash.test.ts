import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hashInputs } from './input-hash.ts'

async function makeTree() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-hash-'))
  await mkdir(join(folder.path, 'app', 'deep'), { recursive: true })
  await writeFile(join(folder.path, 'app', 'deep', 'a.ts'), 'a')
  await writeFile(join(folder.path, 'lock.json'), '{}')
  return folder
}

test('equal content has an equal hash in any folder', async () => {
  await using one = await makeTree()
  await using two = await makeTree()
  assert.equal(await hashInputs(one.path, ['app', 'lock.json']), await hashInputs(two.path, ['lock.json', 'app']))
})

test('the hash changes with the content, name or removal of a file', async () => {
  await using tree = await makeTree()
  const { path } = tree
  const seen = new Set([await hashInputs(path, ['app'])])
  await writeFile(join(path, 'app', 'deep', 'a.ts'), 'b')
  seen.add(await hashInputs(path, ['app']))
  await rename(join(path, 'app', 'deep', 'a.ts'), join(path, 'app', 'deep', 'b.ts'))
  seen.add(await hashInputs(path, ['app']))
  seen.add(await hashInputs(path, ['nowhere']))
  assert.equal(seen.size, 4)
})

test('ignores files outside the given paths', async () => {
  await using tree = await makeTree()
  const before = await hashInputs(tree.path, ['app'])
  await writeFile(join(tree.path, 'lock.json'), '{"changed":true}')
  assert.equal(await hashInputs(tree.path, ['app']), before)
})
