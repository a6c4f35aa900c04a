import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostFacts } from '#server/providers/host-facts.ts'
import { Admission, type AdmissionRequest, type Place } from './admission.ts'
import { TakenSeats } from './taken-seats.ts'
import { createFakeLabWorld, type FakeLabWorld, settle } from './testing/fake-lab-world.ts'

const GIB = 2 ** 30
const never = new AbortController().signal

/** Room for this many clusters of two nodes, by memory. */
function hostFor(clusters: number): HostFacts {
  const totalBytes = GIB + clusters * 1.125 * GIB
  return {
    processors: 64,
    memory: { totalBytes, availableBytes: totalBytes },
    disk: undefined,
    threads: undefined,
    inotifyInstances: undefined,
    freeSubnets: undefined,
  }
}

function setUp(world: FakeLabWorld, bootsAtOnce: number) {
  const seats = new TakenSeats()
  const admission = new Admission({ ...world, bootsAtOnce }, seats, () => undefined)
  /** Requests a sandbox; the boot lasts until `finish`. */
  const ask = (sandboxId: string, request: Partial<AdmissionRequest> = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const job = { hasBegun: false, places: [] as Place[], finish: resolve, fail: reject, ended: Promise.resolve() }
    job.ended = admission.run(
      {
        sandboxId,
        nodeCount: 2,
        rank: 'learner',
        since: world.clock.now(),
        signal: never,
        onPlace: (place) => job.places.push(place),
        ...request,
      },
      async () => {
        job.hasBegun = true
        await promise
      },
    )
    return job
  }
  return { seats, admission, ask }
}

const begun = (...jobs: { hasBegun: boolean }[]) => jobs.map(({ hasBegun }) => hasBegun)

test('a few boots run at a time, in the order of the requests, also after a failure', async () => {
  await using world = await createFakeLabWorld()
  const { ask } = setUp(world, 1)
  const [first, second, third] = [ask('1'), ask('2'), ask('3')]
  await settle()
  assert.deepEqual(begun(first, second, third), [true, false, false])
  assert.deepEqual(third.places.at(-1), { position: 2, shortage: undefined })
  first.fail(new Error('broken'))
  await assert.rejects(first.ended, /broken/)
  await settle()
  assert.deepEqual(begun(second, third), [true, false])
  assert.deepEqual(third.places.at(-1), { position: 1, shortage: undefined })
  second.finish()
  await settle()
  assert.deepEqual(begun(third), [true])
  third.finish()
  await third.ended
})

test('thirty learners on a machine for two: never more than two have a sandbox, and each gets one in turn', async () => {
  await using world = await createFakeLabWorld()
  world.provider.host = hostFor(2)
  const { seats, admission, ask } = setUp(world, 4)
  const jobs = Array.from({ length: 30 }, (_, index) => ask(String(index)))
  const order: number[] = []
  for (let turn = 0; turn < 30; turn += 1) {
    await settle()
    assert.ok(seats.total.clusters <= 2)
    const index = jobs.findIndex((job, at) => job.hasBegun && !order.includes(at))
    order.push(index)
    assert.deepEqual(
      jobs[29]?.places.at(-1),
      turn < 28 ? { position: 28 - turn, shortage: 'capacity.memory' } : jobs[29]?.places.at(-1),
    )
    jobs[index]?.finish()
    await settle()
    seats.free(String(index))
    admission.requeue()
  }
  assert.deepEqual(
    order,
    jobs.map((_, index) => index),
  )
  admission.close()
})

test('a request that is aborted in the queue never boots, and those behind it move up', async () => {
  await using world = await createFakeLabWorld()
  const { ask } = setUp(world, 1)
  const first = ask('1')
  await settle()
  const controller = new AbortController()
  const leaving = ask('2', { signal: controller.signal })
  const staying = ask('3')
  await settle()
  controller.abort(new Error('left'))
  await assert.rejects(leaving.ended, /left/)
  await settle()
  assert.deepEqual(staying.places.at(-1), { position: 1, shortage: undefined })
  first.finish()
  await settle()
  assert.deepEqual(begun(leaving, staying), [false, true])
  staying.finish()
  await staying.ended
})

test('a reset goes before labs without a cluster, and the pool goes last and alone', async () => {
  await using world = await createFakeLabWorld()
  const { ask } = setUp(world, 2)
  const jobs = [ask('a'), ask('b')]
  await settle()
  const pool = ask('pool', { rank: 'pool' })
  const learner = ask('c')
  const reset = ask('d', { rank: 'reset' })
  await settle()
  jobs[0]?.finish()
  await settle()
  assert.deepEqual(begun(reset, learner, pool), [true, false, false])
  jobs[1]?.finish()
  await settle()
  assert.deepEqual(begun(learner, pool), [true, false])
  reset.finish()
  await settle()
  assert.deepEqual(begun(pool), [false])
  learner.finish()
  await settle()
  assert.deepEqual(begun(pool), [true])
  pool.finish()
  await pool.ended
})

test('a ready sandbox is offered to one request at a time, and the next one waits for the outcome', async () => {
  await using world = await createFakeLabWorld()
  const { ask } = setUp(world, 4)
  let claimable = 1
  const countClaimable = () => claimable
  const [first, second, third] = [ask('1', { countClaimable }), ask('2', { countClaimable }), ask('3')]
  await settle()
  assert.deepEqual(begun(first, second, third), [true, false, false])
  claimable = 0
  first.finish()
  await settle()
  assert.deepEqual(begun(second, third), [true, true])
  second.finish()
  third.finish()
  await Promise.all([second.ended, third.ended])
})

test('as many claims run at once as there are ready sandboxes', async () => {
  await using world = await createFakeLabWorld()
  const { ask } = setUp(world, 4)
  const jobs = ['1', '2', '3'].map((sandboxId) => ask(sandboxId, { countClaimable: () => 2 }))
  await settle()
  assert.deepEqual(begun(...jobs), [true, true, false])
  jobs[0]?.finish()
  await settle()
  assert.deepEqual(begun(...jobs), [true, true, true])
  for (const job of jobs) job.finish()
  await Promise.all(jobs.map(({ ended }) => ended))
})

test('a request that is queued again after a failed claim keeps its position', async () => {
  await using world = await createFakeLabWorld()
  world.provider.host = hostFor(0)
  const { admission, ask } = setUp(world, 1)
  const later = ask('later', { since: 2 })
  const earlier = ask('earlier', { since: 1 })
  await settle()
  assert.deepEqual(
    [earlier, later].map(({ places }) => places.at(-1)?.position),
    [1, 2],
  )
  admission.close()
})

test('room that other programs free is used within seconds, and the queue waits while Docker is away', async () => {
  await using world = await createFakeLabWorld()
  world.provider.host = hostFor(0)
  const { admission, ask } = setUp(world, 1)
  const job = ask('1')
  await settle()
  assert.deepEqual(job.places, [{ position: 1, shortage: 'capacity.memory' }])
  world.provider.faults.failNext('hostFacts', new Error('away'))
  world.clock.advance(5_000)
  await settle()
  assert.deepEqual(begun(job), [false])
  world.provider.host = hostFor(1)
  world.clock.advance(5_000)
  await settle()
  assert.deepEqual(begun(job), [true])
  job.finish()
  await job.ended
  admission.close()
  assert.equal(world.clock.timerCount, 0)
})
