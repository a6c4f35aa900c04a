import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { settle } from '#server/labs/testing/fake-lab-world.ts'
import { beginFirst, examOf, MINUTE_MS, resultsOf } from './testing/exam-clinic.ts'

type Clinic = Awaited<ReturnType<typeof beginFirst>>

/** Lets the time pass in small pieces, so that each timer sees what the one before has led to. */
async function pass({ world }: Clinic, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    world.clock.advance(1_000)
    // oxlint-disable-next-line no-await-in-loop -- one second after the other
    await settle()
  }
}

function answerAs({ world }: Clinic, answer: () => { exitCode: number; stdout?: string }): void {
  world.provider.onExec(answer)
}

async function handIn({ live }: Clinic): Promise<void> {
  live.handIn({ generation: 1 })
  await settle()
}

async function pointsOf(clinic: Clinic): Promise<number | undefined> {
  return (await resultsOf(clinic))[0]?.tasks[0]?.points
}

test('while Docker is away nothing is judged: asking is refused, and the end of the time waits', async () => {
  await using clinic = await beginFirst()
  const { cluster, live, world } = clinic
  world.engine.set(true)
  assert.throws(() => live.openTask({ task: 'second', generation: 1 }), { code: 'docker.unavailable' })
  assert.throws(() => live.handIn({ generation: 1 }), { code: 'docker.unavailable' })
  world.clock.advance(31 * MINUTE_MS)
  await settle()
  assert.deepEqual([examOf(live).leftMs, cluster.looks], [0, []])
  cluster.broken.clear()
  world.engine.set(false)
  await pass(clinic, 5)
  const [result] = await resultsOf(clinic)
  assert.deepEqual([result?.endedBy, result?.tasks[0]?.points], ['deadline', 1])
})

test('a task whose nodes are still away at the end of the time is looked at once they have come back and answer', async () => {
  await using clinic = await beginFirst()
  const { live, world } = clinic
  const [sandbox] = world.provider.sandboxes.values()
  assert.ok(sandbox)
  world.engine.set(true)
  world.clock.advance(30 * MINUTE_MS)
  world.engine.set(false)
  let looks = 0
  answerAs(clinic, () => {
    looks += 1
    // The reconciler starts them in vain.
    sandbox.isComplete = false
    throw new KindlabError('sandbox.gone')
  })
  await pass(clinic, 30)
  assert.deepEqual([examOf(live).state, examOf(live).failure, examOf(live).leftMs], ['open', 'sandbox.gone', 0])
  assert.ok(looks <= 7, `${looks} looks in 30 s`)
  sandbox.isComplete = true
  answerAs(clinic, () => ({ exitCode: 1 }))
  await pass(clinic, 20)
  answerAs(clinic, () => ({ exitCode: 1, stdout: 'actual: Pods are not there yet\n' }))
  await pass(clinic, 20)
  assert.deepEqual([await resultsOf(clinic), examOf(live).state], [[], 'judging'])
  answerAs(clinic, () => ({ exitCode: 0 }))
  await pass(clinic, 5)
  assert.equal(await pointsOf(clinic), 1)
})

test('a task that is handed in while Docker is down unnoticed stays open, and can be handed in later', async () => {
  await using clinic = await beginFirst()
  const { cluster, live, world } = clinic
  cluster.broken.clear()
  world.provider.faults.setOutage(new KindlabError('docker.unavailable'))
  await handIn(clinic)
  await pass(clinic, 60)
  assert.deepEqual([examOf(live).state, examOf(live).failure], ['open', 'docker.unavailable'])
  world.provider.faults.setOutage(undefined)
  await handIn(clinic)
  assert.equal(await pointsOf(clinic), 1)
})

test('a check that a busy machine has cut off is run once more before the task is marked', async () => {
  await using clinic = await beginFirst()
  const { cluster, world } = clinic
  cluster.broken.clear()
  world.provider.faults.failNext('exec', new KindlabError('exec.timeout'))
  await handIn(clinic)
  await pass(clinic, 5)
  assert.equal(await pointsOf(clinic), 1)
})

test('a check that comes to no verdict, however often it is run, counts as not met', async () => {
  await using clinic = await beginFirst()
  answerAs(clinic, () => ({ exitCode: 1 }))
  await handIn(clinic)
  await pass(clinic, 9)
  assert.equal(examOf(clinic.live).state, 'judging')
  await pass(clinic, 1)
  assert.equal(await pointsOf(clinic), 0)
})
