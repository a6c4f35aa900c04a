import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { completeLock, findLeftOut, parseLock } from './complete-lock.ts'

const LOCK = parseLock(
  JSON.stringify({
    name: 'a',
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { '@tool/linux-x64': '1.0.0', '@tool/win32-arm64-msvc': '1.0.0' },
      },
      'node_modules/@tool/linux-x64': { version: '1.0.0' },
    },
  }),
)

test('finds packages for other platforms that are missing in the lock file', () => {
  const expected = { version: '1.0.0', dev: true, optional: true, cpu: ['arm64'], os: ['win32'] }
  assert.deepEqual([...findLeftOut(LOCK)], [['node_modules/@tool/win32-arm64-msvc', expected]])
})

test('completes a lock file, and does not change a complete one', () => {
  const complete = completeLock(LOCK)
  assert.equal(findLeftOut(complete).size, 0)
  assert.equal(complete['name'], 'a')
  assert.deepEqual(completeLock(complete), complete)
})

test('our lock file is complete (if not: node .ci/lock-file/complete.ts)', async () => {
  const lock = parseLock(await readFile(join(readEnvironment().checkout, 'package-lock.json'), 'utf8'))
  assert.deepEqual([...findLeftOut(lock).keys()], [])
})
