import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { FakeProvider } from './fake/fake-provider.ts'
import { GuardedProvider } from './guarded-provider.ts'

const outage = new KindlabError('docker.unavailable', { detail: 'no answer in 15 s' })

function setUp() {
  const clock = new FakeClock()
  const provider = new FakeProvider()
  const changes: boolean[] = []
  const unanswered: true[] = []
  const gone: true[] = []
  const breaker = new CircuitBreaker({
    clock,
    probe: () => provider.ping(),
    onChange: (isAway) => changes.push(isAway),
    onUnanswered: () => unanswered.push(true),
    onGone: () => gone.push(true),
  })
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds)
    for (let turns = 0; turns < 5; turns += 1) await turn()
  }
  return { clock, provider, guarded: new GuardedProvider(provider, breaker), breaker, changes, unanswered, gone, pass }
}

async function failThreeTimes(guarded: GuardedProvider) {
  for (let times = 0; times < 3; times += 1) {
    await assert.rejects(guarded.list(), outage)
  }
}

test('after three failures in a row calls fail at once without reaching the engine', async () => {
  const { provider, guarded, changes } = setUp()
  provider.faults.setOutage(outage)
  await failThreeTimes(guarded)
  assert.deepEqual(changes, [true])
  provider.faults.setOutage(undefined)
  provider.faults.hangNext('list')
  await assert.rejects(guarded.list(), { code: 'docker.unavailable', detail: 'the engine does not answer' })
})

test('the breaker closes after a successful probe, without a call', async () => {
  const { provider, guarded, breaker, changes, pass, clock } = setUp()
  provider.faults.setOutage(outage)
  await failThreeTimes(guarded)
  await pass(2_000)
  await pass(5_000)
  assert.equal(breaker.isAway, true)
  provider.faults.setOutage(undefined)
  await pass(10_000)
  assert.deepEqual([changes, breaker.isAway, clock.timerCount], [[true, false], false, 0])
  assert.deepEqual(await guarded.list(), [])
})

test('occasional engine failures are reported but do not open the breaker; other errors are not reported', async () => {
  const { provider, guarded, changes, unanswered } = setUp()
  for (let times = 0; times < 5; times += 1) {
    provider.faults.failNext('list', outage)
    provider.faults.failNext('list', outage)
    await assert.rejects(guarded.list(), outage)
    await assert.rejects(guarded.list(), outage)
    await assert.rejects(guarded.open('nothing'), { code: 'sandbox.gone' })
  }
  assert.deepEqual([changes, unanswered.length], [[], 10])
})

test('calls on a sandbox that was opened earlier also fail at once', async () => {
  const { provider, guarded } = setUp()
  const spec = { id: 'a'.repeat(16), nodeCount: 1, labId: 'lab-1', generation: 1 } as const
  const sandbox = await guarded.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
  provider.faults.setOutage(outage)
  await failThreeTimes(guarded)
  provider.faults.setOutage(undefined)
  provider.faults.hangNext('exec')
  provider.faults.hangNext('openTerminal')
  const code = { code: 'docker.unavailable' }
  await assert.rejects(sandbox.exec({ node: 'control-plane', argv: ['true'], timeoutMs: 1_000 }), code)
  const terminal = { node: 'control-plane', terminal: 'control-plane-1', cols: 80, rows: 24 } as const
  await assert.rejects(sandbox.openTerminal(terminal), code)
  await assert.rejects(sandbox.listTerminals('control-plane'), code)
  await assert.rejects(sandbox.facts(), code)
})

test('close cancels the probe', async () => {
  const { provider, guarded, breaker, pass, clock } = setUp()
  provider.faults.setOutage(outage)
  await failThreeTimes(guarded)
  breaker.close()
  await pass(60_000)
  assert.equal(clock.timerCount, 0)
})

test('a call that does not find its sandbox is reported, and does not count as an outage', async () => {
  const { guarded, unanswered, gone } = setUp()
  for (let times = 0; times < 4; times += 1)
    await assert.rejects(guarded.open('f'.repeat(16)), { code: 'sandbox.gone' })
  assert.deepEqual([gone.length, unanswered.length], [4, 0])
})
