import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, resultsOf } from './testing/exam-lab.ts'

type FaultyLab = Awaited<ReturnType<typeof beginFirst>>

/** Advances the clock in small steps, so that the effects of one timer come before the next. */
async function pass({ world }: FaultyLab, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    world.clock.advance(1_000)
    await settle()
  }
}

function answerAs({ world }: FaultyLab, answer: () => { exitCode: number; stdout?: string }): void {
  world.provider.onExec(answer)
}

async function handIn({ live }: FaultyLab): Promise<void> {
  live.handIn({ generation: 1 })
  await settle()
}

async function pointsOf(faulty: FaultyLab): Promise<number | undefined> {
  return (await resultsOf(faulty))[0]?.tasks[0]?.points
}

test('while Docker is away no task is graded: requests are refused, and the deadline waits', async () => {
  await using faulty = await beginFirst()
  const { cluster, live, world } = faulty
  world.engine.set(true)
  assert.throws(() => live.openTask({ task: 'second', generation: 1 }), { code: 'docker.unavailable' })
  assert.throws(() => live.handIn({ generation: 1 }), { code: 'docker.unavailable' })
  world.clock.advance(31 * MINUTE_MS)
  await settle()
  assert.deepEqual([examOf(live).leftMs, cluster.checkRuns], [0, []])
  cluster.broken.clear()
  world.engine.set(false)
  await pass(faulty, 5)
  const [result] = await resultsOf(faulty)
  assert.deepEqual([result?.endedBy, result?.tasks[0]?.points], ['deadline', 1])
})

test('a task whose nodes are away at the deadline is graded once they answer again', async () => {
  await using faulty = await beginFirst()
  const { live, world } = faulty
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox)
  world.engine.set(true)
  world.clock.advance(30 * MINUTE_MS)
  world.engine.set(false)
  let probes = 0
  answerAs(faulty, () => {
    probes += 1
    // The reconciler fails to start them.
    sandbox.isComplete = false
    throw new KindlabError('sandbox.gone')
  })
  await pass(faulty, 30)
  assert.deepEqual([examOf(live).state, examOf(live).failure, examOf(live).leftMs], ['open', 'sandbox.gone', 0])
  assert.ok(probes <= 7, `${probes} probes in 30 s`)
  sandbox.isComplete = true
  answerAs(faulty, () => ({ exitCode: 1 }))
  await pass(faulty, 20)
  answerAs(faulty, () => ({ exitCode: 1, stdout: 'actual: Pods are not there yet\n' }))
  await pass(faulty, 20)
  assert.deepEqual([await resultsOf(faulty), examOf(live).state], [[], 'grading'])
  answerAs(faulty, () => ({ exitCode: 0 }))
  await pass(faulty, 5)
  assert.equal(await pointsOf(faulty), 1)
})

test('a task stays open when Docker fails during the hand-in, and can be handed in later', async () => {
  await using faulty = await beginFirst()
  const { cluster, live, world } = faulty
  cluster.broken.clear()
  world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  await handIn(faulty)
  await pass(faulty, 60)
  assert.deepEqual([examOf(live).state, examOf(live).failure], ['open', 'docker.unavailable'])
  world.provider.faults.setOutage(undefined)
  await handIn(faulty)
  assert.equal(await pointsOf(faulty), 1)
})

test('a check that timed out on a busy machine runs again before the task is graded', async () => {
  await using faulty = await beginFirst()
  const { cluster, world } = faulty
  cluster.broken.clear()
  world.provider.faults.failNext('exec', new KindlabError('exec.timeout'))
  await handIn(faulty)
  await pass(faulty, 5)
  assert.equal(await pointsOf(faulty), 1)
})

test('a check without a verdict in every round counts as not met', async () => {
  await using faulty = await beginFirst()
  answerAs(faulty, () => ({ exitCode: 1 }))
  await handIn(faulty)
  await pass(faulty, 9)
  assert.equal(examOf(faulty.live).state, 'grading')
  await pass(faulty, 1)
  assert.equal(await pointsOf(faulty), 0)
})
