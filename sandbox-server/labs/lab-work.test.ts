import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ExecOptions } from '#server/providers/provider.ts'
import { LabRegistry } from './lab-registry.ts'
import type { LabEvent } from './lab-session.ts'
import type { LiveLab } from './live-lab.ts'
import { clinicLesson, createFakeLabWorld, type FakeLabWorld, settle } from './testing/fake-lab-world.ts'

/** A lab of two steps with faults. `cluster` is what its nodes would be like. */
async function openClinic() {
  const world = await createFakeLabWorld()
  const cluster = { broken: new Set<string>(), canBreak: true, isSlow: false, release: () => {} }
  world.provider.onExec((options) => answer(options, cluster))
  const registry = new LabRegistry(world)
  await registry.start()
  const live = await registry.create('ann', clinicLesson)
  await settle()
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const close = async () => {
    await registry.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, registry, live, cluster, events, [Symbol.asyncDispose]: close }
}

type Cluster = Awaited<ReturnType<typeof openClinic>>['cluster']

async function answer({ stdin }: ExecOptions, cluster: Cluster) {
  const [verb = '', ...words] = String(stdin).split(' ')
  const name = words.at(-1) ?? ''
  if (verb === 'break') {
    if (cluster.isSlow) await new Promise<void>((resolve) => (cluster.release = resolve))
    if (!cluster.canBreak) return { exitCode: 1, stderr: 'the secret cause' }
    cluster.broken.add(name)
    return {}
  }
  return cluster.broken.has(name) ? { exitCode: 1, stdout: 'expected: up\nactual: down\nwhy: broken\n' } : {}
}

function ready(live: LiveLab) {
  const view = live.view()
  assert.ok(view.state === 'ready')
  return view
}

async function lookOnce(world: FakeLabWorld) {
  world.clock.advance(200)
  await settle()
}

const breakFirst = { kind: 'break', step: 'first', generation: 1 } as const
const outcomes = (events: readonly LabEvent[]) =>
  events.flatMap((event) => (event.type === 'check' ? [`${event.result.step} ${event.result.outcome}`] : []))

test('before a step is broken nothing counts, though its checks would be met', async () => {
  await using clinic = await openClinic()
  clinic.live.requestChecks('first')
  clinic.live.commandEnded()
  await lookOnce(clinic.world)
  assert.deepEqual(outcomes(clinic.events), [])
})

test('a step is broken, checked from then on, and repaired', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster, events } = clinic
  live.startWork(breakFirst)
  assert.deepEqual(ready(live).work, { kind: 'break', step: 'first', startedAt: world.clock.wallNow() })
  await settle()
  assert.deepEqual(ready(live).steps, [{ step: 'first', brokenAt: world.clock.wallNow() }])
  assert.equal(ready(live).work, undefined)
  await lookOnce(world)
  cluster.broken.clear()
  live.commandEnded()
  await lookOnce(world)
  assert.deepEqual(outcomes(events), ['first unmet', 'first met'])
})

test('one thing at a time', async () => {
  await using clinic = await openClinic()
  const { live, cluster } = clinic
  cluster.isSlow = true
  live.startWork(breakFirst)
  assert.throws(() => live.startWork(breakFirst), { code: 'work.busy' })
  await settle()
  cluster.release()
  await settle()
  assert.equal(ready(live).work, undefined)
})

test('two troubles at once would hide each other', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster } = clinic
  live.startWork(breakFirst)
  await settle()
  await lookOnce(world)
  const second = { ...breakFirst, step: 'second' }
  assert.throws(() => live.startWork(second), { code: 'work.other_fault', detail: 'The first case' })
  cluster.broken.clear()
  live.commandEnded()
  await lookOnce(world)
  live.startWork(second)
  await settle()
  assert.deepEqual(
    ready(live).steps?.map(({ step }) => step),
    ['first', 'second'],
  )
})

test('a fault that does not show itself is told without giving away what it is, and can be tried again', async () => {
  await using clinic = await openClinic()
  const { live, cluster } = clinic
  cluster.canBreak = false
  live.startWork(breakFirst)
  await settle()
  const { failedWork, steps } = ready(live)
  assert.deepEqual([failedWork?.step, failedWork?.error.code, steps], ['first', 'work.no_symptom', []])
  assert.doesNotMatch(JSON.stringify(failedWork), /secret/)
  cluster.canBreak = true
  live.startWork(breakFirst)
  assert.equal(ready(live).failedWork, undefined)
  await settle()
  assert.equal(ready(live).steps?.length, 1)
})

test('what is broken stays broken over a restart of the server, and what was met before it was broken does not count', async () => {
  await using clinic = await openClinic()
  const { live, world, cluster, registry } = clinic
  live.startWork(breakFirst)
  await settle()
  cluster.broken.clear()
  await lookOnce(world)
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  assert.deepEqual(ready(live).steps, [])
  world.clock.advance(1_000)
  cluster.release()
  await settle()
  await registry.close()
  const next = new LabRegistry(world)
  await next.start()
  await settle()
  const found = next.ofLearner('ann')
  assert.ok(found)
  assert.equal(ready(found).steps?.[0]?.step, 'first')
  const events: LabEvent[] = []
  found.subscribe((event) => events.push(event))
  await lookOnce(world)
  assert.deepEqual(outcomes(events), ['first unmet'])
  await next.close()
})

test('what was meant for an older cluster, or for a step that cannot be broken, is refused', async () => {
  await using clinic = await openClinic()
  const { live } = clinic
  assert.throws(() => live.startWork({ ...breakFirst, generation: 0 }), { code: 'lab.outdated' })
  assert.throws(() => live.startWork({ ...breakFirst, step: 'third' }), { code: 'work.unknown_step' })
})

test('a lab that ends while something is broken in it ends quietly', async () => {
  await using clinic = await openClinic()
  const { live, cluster, registry } = clinic
  cluster.isSlow = true
  live.startWork(breakFirst)
  await settle()
  await registry.end(live, 'learner')
  cluster.release()
  await settle()
  assert.equal(live.view().state, 'ended')
  assert.throws(() => live.startWork(breakFirst), { code: 'lab.not_ready' })
})
