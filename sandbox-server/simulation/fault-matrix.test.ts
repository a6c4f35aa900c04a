import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { OPERATIONS } from './operations.ts'
import { readSeed } from './simulation-seed.ts'

/** With this seed Docker carries out, among others, abandoned requests after the removal has listed the objects. */
const seed = readSeed(3)
const Row = z.object({ cells: z.int(), failures: z.array(z.string()) })

for (const { name } of OPERATIONS) {
  test(`${name} with a fault at any step: no orphan, one sandbox per lab, neighbours untouched, seats match Docker`, async () => {
    // A separate thread: node:test tracks every promise of its own thread, and a row makes millions.
    const thread = new Worker(new URL('./matrix-row.ts', import.meta.url), { workerData: { name, seed } })
    const [message] = await once(thread, 'message')
    await thread.terminate()
    const { cells, failures } = Row.parse(message)
    assert.deepEqual(failures, [], `KINDLAB_SIMULATION_SEED=${seed} repeats this run`)
    assert.ok(cells > 40, `${cells} cells`)
  })
}
