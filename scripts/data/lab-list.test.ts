import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { becomeReady, beginEnding, createLab, finishEnding } from '#server/model/lab.ts'
import { openStore } from '#server/store/open-store.ts'
import { formatLabs, listLabs } from './lab-list.ts'

const MINUTE_MS = 60_000

const labOf = (learnerId: string, createdAt: number) =>
  createLab({
    id: `lab-of-${learnerId}`,
    learnerId,
    module: 'the-node',
    lesson: 'hands-and-feet',
    nodeCount: 2,
    sandboxId: `${learnerId}-1`,
    createdAt,
    seed: 1,
  })

test('lists each lab with learner, state and age', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-labs-'))
  using store = openStore(folder.path)
  for (const id of ['ada', 'bob', 'cyd']) await store.learners.add(id, 0)
  await store.learners.rename('ada', 'Ada Lovelace')
  const ready = becomeReady(labOf('ada', 0), { now: 1, leaseMs: 120 * MINUTE_MS, nodes: [] })
  await store.labs.add(ready)
  await store.labs.add(labOf('bob', 60 * MINUTE_MS))
  const gone = finishEnding(beginEnding(labOf('cyd', 0), 'learner'), 5)
  await store.labs.add(gone)
  assert.deepEqual(formatLabs(await listLabs(store, 61 * MINUTE_MS)), [
    'state     for        ends in  lesson                   cluster   learner',
    'ready     1 h 1 min  59 min   the-node/hands-and-feet  kl-ada-1  Ada Lovelace',
    'creating  1 min               the-node/hands-and-feet  kl-bob-1  no name (bob)',
  ])
})

test('prints a sentence if there are no labs', () => {
  assert.deepEqual(formatLabs([]), ['There are no labs.'])
})
