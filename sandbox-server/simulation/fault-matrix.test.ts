import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { OPERATIONS } from './operations.ts'
import { readSeed } from './simulation-seed.ts'

/** With this one Docker carries out, among others, what nobody waits for any more after the removal has looked. */
const seed = readSeed(3)
const Row = z.object({ cells: z.int(), failures: z.array(z.string()) })

for (const { name } of OPERATIONS) {
  test(`[R5] [R6] ${name}, whatever goes wrong at any step: no orphan, one sandbox a lab, neighbours untouched, ledger as reality`, async () => {
    // In a thread of its own: node:test follows every promise of its own thread, and this makes millions.
    const thread = new Worker(new URL('./matrix-row.ts', import.meta.url), { workerData: { name, seed } })
    const [message] = await once(thread, 'message')
    await thread.terminate()
    const { cells, failures } = Row.parse(message)
    assert.deepEqual(failures, [], `KINDLAB_SIMULATION_SEED=${seed} plays it again`)
    assert.ok(cells > 40, `${cells} cells`)
  })
}
