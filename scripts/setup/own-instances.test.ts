import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { commandPrefix, findOwnInstances } from './own-instances.ts'

test('an installation owns the instances of its data folders and of its commands', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-own-'))
  const installation = { cacheFolder: folder.path, dataFolder: undefined, instance: undefined }
  assert.deepEqual([...(await findOwnInstances(installation)).names], [])
  for (const [name, instance] of [
    ['data', 'kindlab-1'],
    ['dev-data', 'kindlab-2'],
  ] as const) {
    await mkdir(join(folder.path, name))
    await writeFile(join(folder.path, name, 'instance'), `${instance}\n`)
  }
  const own = await findOwnInstances(installation)
  assert.deepEqual([...own.names], ['kindlab-1', 'kindlab-2'])
  assert.deepEqual([own.commandPrefix, own.bakeOwner], [commandPrefix(installation), folder.path])
})

test('KINDLAB_INSTANCE selects one instance', async () => {
  const own = await findOwnInstances({ cacheFolder: '/none', dataFolder: undefined, instance: 'class-a' })
  assert.deepEqual([[...own.names], own.commandPrefix, own.bakeOwner], [['class-a'], undefined, undefined])
})

test('the commands of two installations have different prefixes', () => {
  const [one, other] = ['/home/a', '/home/b'].map((cacheFolder) => commandPrefix({ cacheFolder }))
  assert.match(one ?? '', /^cmd-[0-9a-f]{8}-$/)
  assert.notEqual(one, other)
})
