import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { pathExists } from '#scripts/setup/path-exists.ts'
import { copyRuntimePackages } from './runtime-packages.ts'

const LOCK = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/ws': { version: '8.0.0' },
    'node_modules/ws/node_modules/tool': { version: '1.0.0', dev: true },
    'node_modules/next': { version: '16.0.0', dev: true },
    'node_modules/other-system': { version: '1.0.0' },
  },
}

test('copies the installed packages of the server, without nested packages and others that only the build uses', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'kindlab-packages-'))
  t.after(() => rm(root, { recursive: true }))
  const save = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await save('package-lock.json', JSON.stringify(LOCK))
  for (const folder of ['ws', 'ws/node_modules/tool', 'next']) await save(`node_modules/${folder}/index.js`, '')
  assert.equal(await copyRuntimePackages(root, join(root, 'bundle')), 1)
  const has = (folder: string) => pathExists(join(root, 'bundle/node_modules', folder, 'index.js'))
  assert.deepEqual(await Promise.all(['ws', 'ws/node_modules/tool', 'next'].map(has)), [true, false, false])
})
