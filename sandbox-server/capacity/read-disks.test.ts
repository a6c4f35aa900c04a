import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { readDisks } from './read-disks.ts'

const disk = { totalBytes: 1_000, freeBytes: 100 }

test('readDisks measures the data folder, and asks the engine for its disk while it answers', async () => {
  const provider = new FakeProvider()
  provider.host = {
    processors: 1,
    memory: { totalBytes: 1, availableBytes: 1 },
    disk,
    threads: undefined,
    inotifyInstances: undefined,
    freeSubnets: undefined,
  }
  const [data, engine] = await readDisks(provider, tmpdir())
  assert.ok(data !== undefined && data.totalBytes > data.freeBytes && data.freeBytes > 0)
  assert.deepEqual(engine, disk)
  provider.faults.setOutage(new KindlabError('docker.unavailable'))
  assert.equal((await readDisks(provider, tmpdir())).length, 1)
})
