import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { forgetLimits, persistLimits } from './persist-limits.ts'

const WATCHES = { key: 'fs.inotify.max_user_watches', least: 1000, reason: 'watches' }
const PIDS = { key: 'kernel.pid_max', least: 4000, reason: 'threads' }

async function makeFolder() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-sysctl-'))
  const path = join(folder.path, '60-kindlab.conf')
  return {
    folders: { own: folder.path, all: [folder.path] },
    path,
    read: () => readFile(path, 'utf8').catch(() => undefined),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

test('writes the limits that are not above the least value', async () => {
  await using sysctl = await makeFolder()
  const limits = [
    { limit: WATCHES, current: 1000 },
    { limit: PIDS, current: 9000 },
  ]
  assert.equal(await persistLimits(limits, sysctl.folders), true)
  assert.match((await sysctl.read()) ?? '', /^fs\.inotify\.max_user_watches = 1000$/m)
  assert.doesNotMatch((await sysctl.read()) ?? '', /pid_max/)
  assert.equal(await persistLimits(limits, sysctl.folders), true)
})

test('leaves out a limit that another file sets as high, and overrides a lower one', async () => {
  await using sysctl = await makeFolder()
  await writeFile(join(sysctl.folders.own, '50-own.conf'), 'kernel/pid_max=5000\nfs.inotify.max_user_watches = 10\n')
  await persistLimits(
    [WATCHES, PIDS].map((limit) => ({ limit, current: limit.least })),
    sysctl.folders,
  )
  assert.match((await sysctl.read()) ?? '', /max_user_watches = 1000/)
  assert.doesNotMatch((await sysctl.read()) ?? '', /pid_max/)
})

test('removes the file when no limit needs it, and on request', async () => {
  await using sysctl = await makeFolder()
  await persistLimits([{ limit: PIDS, current: 4000 }], sysctl.folders)
  await persistLimits([{ limit: PIDS, current: 8000 }], sysctl.folders)
  assert.equal(await sysctl.read(), undefined)
  await persistLimits([{ limit: PIDS, current: 4000 }], sysctl.folders)
  assert.deepEqual([await forgetLimits(sysctl.folders), await forgetLimits(sysctl.folders)], [true, false])
})

test('reports a folder that is missing or read-only', async () => {
  const folders = { own: '/nonexistent/sysctl.d', all: [] }
  assert.equal(await persistLimits([{ limit: PIDS, current: 1 }], folders), false)
})
