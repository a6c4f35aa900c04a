import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { forgetBakeFailure, readBakeFailure, writeBakeFailure } from './bake-failure.ts'

const REFUSAL = { golden: 'golden:1-a', reason: 'no vxlan', atMs: 1_000 }
const HOUR_MS = 3_600_000

test('a failure is remembered for its node image and recipe for a day, or until it is deleted', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-failure-'))
  const machine = { cacheFolder: folder.path }
  assert.equal(await readBakeFailure(machine, 'golden:1-a', 1_000), undefined)
  await writeBakeFailure(machine, REFUSAL)
  assert.deepEqual(await readBakeFailure(machine, 'golden:1-a', HOUR_MS), REFUSAL)
  assert.equal(await readBakeFailure(machine, 'golden:2-a', HOUR_MS), undefined, 'another node image')
  assert.equal(await readBakeFailure(machine, 'golden:1-b', HOUR_MS), undefined, 'another recipe')
  assert.equal(await readBakeFailure(machine, 'golden:1-a', 25 * HOUR_MS), undefined, 'the next day')
  await forgetBakeFailure(machine)
  assert.equal(await readBakeFailure(machine, 'golden:1-a', HOUR_MS), undefined)
})
