import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import { Admission, type AdmissionRequest, type Place } from './admission.ts'
import { Seats } from './seats.ts'
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
  const seats = new Seats()
  const admission = new Admission({ ...world, bootsAtOnce }, seats, () => undefined)
  /** Asks for a sandbox; the boot goes on until `finish`. */
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

test('boots go on a few at a time, in the order in which they were asked for, also after a failure', async () => {
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

test('thirty learners on a machine for two: never more than two have a sandbox, and everybody gets one in turn', async () => {
  await using world = await createFakeLabWorld()
  world.provider.host = hostFor(2)
  const { seats, admission, ask } = setUp(world, 4)
  const jobs = Array.from({ length: 30 }, (_, index) => ask(String(index)))
  const order: number[] = []
  for (let turn = 0; turn < 30; turn += 1) {
    await settle()
    assert.ok(seats.taken.clusters <= 2)
    const index = jobs.findIndex((job, at) => job.hasBegun && !order.includes(at))
    order.push(index)
    assert.deepEqual(
      jobs[29]?.places.at(-1),
      turn < 28 ? { position: 28 - turn, shortage: 'capacity.memory' } : jobs[29]?.places.at(-1),
    )
    jobs[index]?.finish()
    await settle()
    seats.give(String(index))
    admission.look()
  }
  assert.deepEqual(
    order,
    jobs.map((_, index) => index),
  )
  admission.close()
})

test('who gives up in line never begins, and those behind move up', async () => {
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

test('a fresh cluster goes before those who have none yet, the pool after everybody and alone', async () => {
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

test('a ready sandbox is promised to one at a time: the next in line waits for what comes of it', async () => {
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

test('as many may claim at once as there are ready ones', async () => {
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

test('who comes back from a turn that came to nothing goes before those who came later', async () => {
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

test('room that comes from elsewhere is found within seconds, and Docker that is away is waited for', async () => {
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
