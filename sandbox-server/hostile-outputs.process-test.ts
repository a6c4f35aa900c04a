/** Hostile output, printed in a real shell on a real server, while another visitor and another learner use the server. */
import assert from 'node:assert/strict'
import { after, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '#protocol/limits.ts'
import type { HostileOutput } from './testing/hostile/hostile-output.ts'
import { hostileOutputs, OUTPUT_GROUPS } from './testing/hostile/hostile-outputs.ts'
import { largeScreenOutputs } from './testing/hostile/large-outputs.ts'
import { LivezPoller } from './testing/hostile/livez-poller.ts'
import { TestLab } from './testing/hostile/test-lab.ts'
import { ServerProcess } from './testing/server-process.ts'

/** Wide, because slices are longer on a busy machine too: its cores share caches. The benchmark reports the slowest `/livez`. */
const MAX_SLICE_MS = 400
/** Output without a bound would take gigabytes. */
const MAX_GROWTH_MIB = 64
/** The server accepts ten connections in a second. */
const UPGRADE_MS = 120

const kept = new AsyncDisposableStack()
after(() => kept.disposeAsync())
const server = kept.use(await ServerProcess.start())
const observer = await TestLab.open(server)
const hostile = await TestLab.open(server)
const poller = kept.use(new LivezPoller(server.origin))
// Output without harm fills the buffers that every terminal has. The mirror skips text without sequences.
for (let round = 0; round < 2; round++) {
  await hostile.run("seq 1 200000 | sed 's/$/\\x1b[m/'")
  await hostile.reload()
}
await poller.take()
await server.takeLongestSliceMs()
const memoryBefore = await server.residentMiB()
const outputs = hostileOutputs(hostile.nonce)

test('the corpus has at least 200 outputs', () => {
  assert.ok(OUTPUT_GROUPS.reduce((sum, group) => sum + (outputs.get(group)?.length ?? 0), 0) >= 200)
})

let worstSlice = { ms: 0, name: '' }

async function printAll(printed: readonly HostileOutput[]): Promise<void> {
  await server.takePeakMiB()
  worstSlice = { ms: 0, name: '' }
  for (const output of printed) {
    await hostile.print(output)
    const sliceMs = await server.takeLongestSliceMs()
    if (sliceMs > worstSlice.ms) worstSlice = { ms: sliceMs, name: output.name }
    assert.ok(sliceMs < MAX_SLICE_MS, `"${output.name}" held the main thread for ${Math.round(sliceMs)} ms`)
  }
}

async function isUnharmed(t: TestContext): Promise<void> {
  const peakMiB = (await server.takePeakMiB()) - memoryBefore
  await hostile.reload()
  await hostile.run('true')
  await observer.run('true')
  assert.ok(server.isRunning)
  assert.deepEqual(server.logged('server.failed'), [])
  const grownMiB = (await server.residentMiB()) - memoryBefore
  const { worstMs, failures } = await poller.take()
  const lost = server.logged('mirrors.lost').length
  t.diagnostic(
    `slowest /livez ${Math.round(worstMs)} ms, longest slice ${Math.round(worstSlice.ms)} ms ("${worstSlice.name}"), memory ${Math.round(grownMiB)} MiB more (with garbage ${Math.round(peakMiB)}), ${lost} screens lost so far`,
  )
  assert.equal(failures, 0)
  assert.ok(grownMiB < MAX_GROWTH_MIB, `${Math.round(grownMiB)} MiB more than before`)
}

for (const group of OUTPUT_GROUPS) {
  test(`after hostile ${group} the shell runs, another learner types, and the server has its process and memory`, async (t) => {
    await printAll(outputs.get(group) ?? [])
    await isUnharmed(t)
  })
}

test('after hostile output on the largest screen the shell runs, another learner types, and the server has its process and memory', async (t) => {
  await hostile.resize(LIMITS.maxCols, LIMITS.maxRows)
  await printAll(largeScreenOutputs())
  await isUnharmed(t)
  await hostile.resize(80, 24)
})

test('a learner who reconnects 50 times with a burst for a program that does not read takes no memory', async (t) => {
  await hostile.start('stty raw -echo; sleep 600')
  const before = await server.residentMiB()
  for (let round = 0; round < 50; round++) {
    await hostile.burst(1_048_576)
    await sleep(UPGRADE_MS)
  }
  const grownMiB = (await server.residentMiB()) - before
  t.diagnostic(`${Math.round(grownMiB)} MiB more`)
  assert.ok(grownMiB < MAX_GROWTH_MIB / 8)
  await observer.run('true')
})
