/** Hostile answers of the programs of a node to a real server, while another visitor and another learner use the server. */
import assert from 'node:assert/strict'
import { after, test, type TestContext } from 'node:test'
import { waitFor } from '#server/time/wait-for.ts'
import { API_ANSWERS, CHECKS, list, NODE_ANSWERS, pod, RULES, service } from './testing/hostile/hostile-answers.ts'
import { LivezPoller } from './testing/hostile/livez-poller.ts'
import { type NodeProgram, NodePrograms } from './testing/hostile/node-programs.ts'
import { TestLab } from './testing/hostile/test-lab.ts'
import { ServerProcess } from './testing/server-process.ts'

/** As in hostile-outputs.process-test.ts. */
const MAX_SLICE_MS = 400
/** Answers without a bound would take gigabytes. */
const MAX_GROWTH_MIB = 64
const WAIT_MS = 120_000
/** The server asks again soon after each request. */
const REQUEST_MS = 200
const LARGE = { status: { message: 'x'.repeat(1_000) } }
const HONEST = list(pod('web'), service(1))

const kept = new AsyncDisposableStack()
after(() => kept.disposeAsync())
const programs = kept.use(await NodePrograms.make())
const server = kept.use(await ServerProcess.start({ path: [programs.folder] }))
const observer = await TestLab.open(server)
const hostile = await TestLab.open(server)
const poller = kept.use(new LivezPoller(server.origin))
// A large cluster without harm fills the buffers that every answer needs.
for (let round = 0; round < 3; round++) {
  await programs.answer(
    'kubectl',
    list(...Array.from({ length: 1_500 }, (_, index) => pod(`${round}-${index}`, LARGE))),
  )
  await untilAsked('kubectl')
}
await programs.answer('kubectl', HONEST)
await untilAsked('kubectl')
await poller.take()
await server.takeLongestSliceMs()
const memoryBefore = await server.residentMiB()
await server.takePeakMiB()

/** The second call shows that the server has read the answer of the first one. */
async function untilAsked(program: NodeProgram): Promise<void> {
  const before = await programs.calls(program)
  await waitFor({
    name: `two calls of ${program}`,
    deadlineMs: WAIT_MS,
    pauseMs: REQUEST_MS,
    observe: async () => {
      hostile.page.sendPageMessage({ type: 'watch_cluster', focus: { service: 'default/web-1' } })
      const calls = (await programs.calls(program)) - before
      return calls < 2 ? { isDone: false, last: String(calls) } : { isDone: true, value: undefined }
    },
  })
}

const SCRIPTS: Record<string, string> = {
  'an answer without an end': 'yes "{}"',
  'bytes without an end': 'cat /dev/zero',
  'no answer': 'sleep 600',
  'an answer of one byte in each second': 'while printf x; do sleep 1; done',
  'a megabyte of errors': 'head -c 1000000 /dev/urandom >&2; exit 1',
  'errors without an end': 'yes error >&2',
  'a program that is killed': 'printf "{\\"items\\":["; kill -KILL $$',
  'a program that stops itself': 'kill -STOP $$',
  'the last exit code': 'printf "why: x"; exit 255',
  'a program that leaves another one with its output': 'sleep 600 & yes | head -c 100000',
  'a program that closes its output': 'exec >&- 2>&-; sleep 600',
}

const GROUPS: { program: NodeProgram; answers: Record<string, string> }[] = [
  { program: 'kubectl', answers: API_ANSWERS },
  { program: 'bash', answers: { ...NODE_ANSWERS, ...CHECKS } },
  { program: 'iptables-save', answers: RULES },
]

let worstSlice = { ms: 0, name: '' }

async function isUnharmed(what: string): Promise<void> {
  const sliceMs = await server.takeLongestSliceMs()
  if (sliceMs > worstSlice.ms) worstSlice = { ms: sliceMs, name: what }
  assert.ok(sliceMs < MAX_SLICE_MS, `${what} held the main thread for ${Math.round(sliceMs)} ms`)
  await observer.run('true')
  assert.ok(server.isRunning)
  assert.deepEqual(server.logged('server.failed'), [])
}

async function hasItsMemory(t: TestContext): Promise<void> {
  // The last hostile answer is read, and an honest one.
  await untilAsked('kubectl')
  const peakMiB = (await server.takePeakMiB()) - memoryBefore
  const grownMiB = (await server.residentMiB()) - memoryBefore
  const { worstMs, failures } = await poller.take()
  t.diagnostic(
    `slowest /livez ${Math.round(worstMs)} ms, longest slice ${Math.round(worstSlice.ms)} ms ("${worstSlice.name}"), memory ${Math.round(grownMiB)} MiB more (with garbage ${Math.round(peakMiB)})`,
  )
  worstSlice = { ms: 0, name: '' }
  assert.equal(failures, 0)
  assert.ok(grownMiB < MAX_GROWTH_MIB, `${Math.round(grownMiB)} MiB more than before`)
}

for (const { program, answers } of GROUPS) {
  test(`after hostile answers of ${program} another learner types, and the server has its process and memory`, async (t) => {
    for (const [name, text] of Object.entries(answers)) {
      await programs.answer(program, text)
      if (program === 'bash') hostile.page.sendPageMessage({ type: 'check' })
      await untilAsked(program)
      await isUnharmed(name)
    }
    await programs.restore(program)
    if (program === 'kubectl') await programs.answer(program, HONEST)
    await hasItsMemory(t)
  })
}

test('after programs that do not end, or print without an end, another learner types, and the server has its memory', async (t) => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    for (const program of ['kubectl', 'bash'] as const) await programs.run(program, script)
    hostile.page.sendPageMessage({ type: 'check' })
    await untilAsked('kubectl')
    await isUnharmed(name)
  }
  for (const program of ['kubectl', 'bash'] as const) await programs.restore(program)
  await hasItsMemory(t)
})

test('after all of them the page of that lab still gets its cluster', async () => {
  await programs.answer('kubectl', list(pod('last'), service(1)))
  await hostile.page.until(
    'the Pod',
    () =>
      hostile.page.pageMessages.some(
        (message) => message.type === 'cluster' && message.view.pods.some(({ key }) => key === 'default/last'),
      ),
    WAIT_MS,
  )
  await hostile.run('true')
})
