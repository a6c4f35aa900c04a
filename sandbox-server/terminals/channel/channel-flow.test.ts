import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LIMITS } from '#protocol/limits.ts'
import { ChannelFlow } from './channel-flow.ts'

const HIGH = LIMITS.highWaterBytes
const LOW = LIMITS.lowWaterBytes

function makeFlow(isController = true): ChannelFlow {
  return new ChannelFlow({ sent: 0, needsSnapshot: false, isController })
}

/** Sends everything that the flow permits. */
function send(flow: ChannelFlow, end: number): number {
  const bytes = flow.sendableBytes(end)
  flow.dataSent(bytes)
  return bytes
}

test('the limits are ordered so that page and server cannot wait for each other forever', () => {
  assert.ok(LIMITS.ackBytes <= LIMITS.lowWaterBytes)
  assert.ok(LIMITS.lowWaterBytes < LIMITS.highWaterBytes)
  assert.ok(LIMITS.highWaterBytes < LIMITS.ringBytes)
  assert.ok(LIMITS.mirrorBacklogBytes + LIMITS.highWaterBytes <= LIMITS.ringBytes)
})

test('the shell pauses above HIGH and continues below LOW', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH, now: 0 })
  assert.equal(flow.pausesShell, false)
  flow.outputArrived({ end: HIGH + 1, now: 1 })
  assert.equal(flow.pausesShell, true)
  send(flow, HIGH + 1)
  flow.parsed(HIGH - LOW, { end: HIGH + 1, now: 2 })
  assert.equal(flow.pausesShell, true)
  flow.parsed(HIGH - LOW + 1, { end: HIGH + 1, now: 3 })
  assert.equal(flow.pausesShell, false)
})

test('at most HIGH bytes are sent but not parsed', () => {
  const flow = makeFlow()
  assert.equal(send(flow, 3 * HIGH), HIGH)
  assert.equal(send(flow, 3 * HIGH), 0)
  flow.parsed(1_000, { end: 3 * HIGH, now: 0 })
  assert.equal(send(flow, 3 * HIGH), 1_000)
})

test('an unresponsive client pauses the shell for 2 s, then lags and gets a snapshot once it has drained', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  send(flow, HIGH + 1)
  assert.equal(flow.deadline, LIMITS.stallMs)
  flow.tick({ end: HIGH + 1, now: LIMITS.stallMs - 1 })
  assert.equal(flow.pausesShell, true)
  flow.tick({ end: HIGH + 1, now: LIMITS.stallMs })
  assert.equal(flow.mode, 'lagging')
  assert.equal(flow.pausesShell, false)
  assert.equal(flow.sendableBytes(10 * HIGH), 0)
  flow.parsed(HIGH - 1, { end: 10 * HIGH, now: 9_000 })
  assert.equal(flow.mode, 'lagging')
  flow.parsed(HIGH, { end: 10 * HIGH, now: 9_001 })
  assert.equal(flow.isSnapshotDue(9_001), true)
  flow.snapshotSent(10 * HIGH, 5_000, { end: 10 * HIGH, now: 9_001 })
  assert.equal(flow.mode, 'live')
})

test('a watcher never pauses the shell', () => {
  const flow = makeFlow(false)
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  assert.equal(flow.pausesShell, false)
  assert.equal(flow.mode, 'live')
  flow.outputArrived({ end: LIMITS.watcherBacklogBytes + 1, now: 1 })
  assert.equal(flow.mode, 'lagging')
})

test('a hidden page never pauses the shell; shown again, it continues if little was missed, else it gets a snapshot', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  flow.setVisible(false, true, { end: HIGH + 1, now: 1 })
  assert.equal(flow.pausesShell, false)
  assert.equal(flow.sendableBytes(HIGH + 1), 0)
  flow.setVisible(true, true, { end: LOW, now: 2 })
  assert.equal(flow.mode, 'live')
  flow.setVisible(false, true, { end: LOW, now: 3 })
  flow.setVisible(true, true, { end: LOW + 1, now: 4 })
  assert.equal(flow.mode, 'snapshot')
})

test('a page that was hidden before its first snapshot still gets one', () => {
  const flow = new ChannelFlow({ sent: 0, needsSnapshot: true, isController: true })
  flow.setVisible(false, true, { end: 0, now: 0 })
  flow.setVisible(true, true, { end: 0, now: 0 })
  assert.equal(flow.mode, 'snapshot')
})

test('Ctrl-C drops a backlog, and the page gets a snapshot at the prompt', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  flow.interrupted({ end: HIGH + 1, now: 10 })
  assert.equal(flow.mode, 'skipping')
  assert.equal(flow.pausesShell, false)
  flow.promptShown()
  assert.equal(flow.mode, 'snapshot')
})

test('Ctrl-C without a prompt: a snapshot after 30 ms without output, and live again after 2 s', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  flow.tick({ end: HIGH, now: 29 })
  assert.equal(flow.mode, 'skipping')
  flow.tick({ end: HIGH, now: 30 })
  assert.equal(flow.mode, 'snapshot')
  flow.snapshotSent(HIGH, 1_000, { end: HIGH, now: 30 })
  assert.equal(flow.mode, 'skipping')
  assert.equal(flow.deadline, LIMITS.skipMaxMs)
  flow.tick({ end: HIGH, now: LIMITS.skipMaxMs })
  assert.equal(flow.mode, 'live')
})

test('after Ctrl-C, output that arrives during a snapshot is shown with the next snapshot', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  flow.tick({ end: HIGH, now: 30 })
  flow.outputArrived({ end: HIGH + 5, now: 31 })
  flow.snapshotSent(HIGH, 1_000, { end: HIGH + 5, now: 32 })
  flow.tick({ end: HIGH + 5, now: 31 + LIMITS.skipQuietMs })
  assert.equal(flow.mode, 'snapshot')
})

/** Prints until `until` and takes each snapshot. Returns the times of the snapshots. */
function printOn(flow: ChannelFlow, from: number, until: number): number[] {
  const shownAt: number[] = []
  for (let now = from; now < until; now += 10) {
    flow.outputArrived({ end: HIGH + now, now })
    flow.tick({ end: HIGH + now, now })
    if (flow.mode !== 'snapshot') continue
    flow.snapshotSent(HIGH + now, 1_000, { end: HIGH + now, now })
    shownAt.push(now)
  }
  return shownAt
}

test('output after Ctrl-C is not sent but shown as a snapshot every 250 ms, until the prompt', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  assert.deepEqual(printOn(flow, 10, 800), [250, 500, 750])
  assert.equal(flow.mode, 'skipping')
  assert.equal(flow.sendableBytes(2 * HIGH), 0)
  flow.promptShown()
  flow.snapshotSent(HIGH + 800, 1_000, { end: HIGH + 800, now: 800 })
  assert.equal(flow.mode, 'live')
})

test('a program that continues to print after Ctrl-C is live again after 2 s', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  printOn(flow, 10, LIMITS.skipMaxMs)
  assert.equal(flow.mode, 'skipping')
  printOn(flow, LIMITS.skipMaxMs, LIMITS.skipMaxMs + 10)
  assert.equal(flow.mode, 'live')
})

test('a page that was hidden while output was dropped gets a snapshot and the output after it', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  flow.setVisible(false, true, { end: HIGH, now: 1 })
  flow.setVisible(true, true, { end: HIGH, now: 200 })
  flow.snapshotSent(HIGH, 1_000, { end: HIGH, now: 200 })
  assert.equal(flow.mode, 'live')
})

test('Ctrl-C during a flood drops the output still to come, also if the page has parsed everything so far', () => {
  const flow = makeFlow()
  let end = 0
  for (let now = 1_000; now <= 1_600; now += 10) {
    end += 16_384
    flow.outputArrived({ end, now })
    send(flow, end)
    flow.parsed(end, { end, now })
  }
  flow.interrupted({ end, now: 1_600 + LIMITS.skipQuietMs })
  assert.equal(flow.mode, 'live')
  flow.interrupted({ end, now: 1_601 })
  assert.equal(flow.mode, 'skipping')
})

test('Ctrl-C with a small backlog drops nothing', () => {
  const flow = makeFlow()
  flow.interrupted({ end: LOW, now: 0 })
  assert.equal(flow.mode, 'live')
})

test('skipped output does not count as unparsed after the snapshot', () => {
  const flow = makeFlow()
  send(flow, HIGH)
  flow.interrupted({ end: HIGH, now: 0 })
  flow.promptShown()
  flow.snapshotSent(50 * HIGH, 1_000, { end: 50 * HIGH, now: 1 })
  assert.equal(flow.sendableBytes(50 * HIGH + 500), 500)
  flow.parsed(10, { end: 50 * HIGH, now: 2 })
  flow.parsed(50 * HIGH + 9, { end: 50 * HIGH, now: 2 })
  assert.equal(flow.sendableBytes(60 * HIGH), HIGH - 1_000)
  flow.parsed(50 * HIGH, { end: 50 * HIGH, now: 3 })
  assert.equal(flow.sendableBytes(60 * HIGH), HIGH)
})

test('two snapshots are at least 100 ms apart', () => {
  const flow = makeFlow()
  flow.snapshotSent(0, 10, { end: 0, now: 1_000 })
  flow.setVisible(false, true, { end: 0, now: 1_001 })
  flow.setVisible(true, false, { end: 0, now: 1_002 })
  assert.equal(flow.isSnapshotDue(1_002), false)
  assert.equal(flow.deadline, 1_100)
  assert.equal(flow.isSnapshotDue(1_100), true)
})

test('for any sequence of events, the shell never pauses for longer than 2 s', () => {
  const step = fc.record({
    kind: fc.constantFrom('output', 'send', 'ack', 'hide', 'show', 'interrupt', 'tick', 'snapshot'),
    amount: fc.nat(300_000),
    pauseMs: fc.nat(700),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const flow = makeFlow()
      let at = { end: 0, now: 0 }
      let pausedSince: number | undefined
      for (const { kind, amount, pauseMs } of steps) {
        at = { end: at.end, now: Math.min(at.now + pauseMs, flow.deadline ?? Number.POSITIVE_INFINITY) }
        if (flow.deadline !== undefined && at.now >= flow.deadline) flow.tick(at)
        if (kind === 'output' && !flow.pausesShell) {
          at = { end: at.end + amount, now: at.now }
          flow.outputArrived(at)
        } else if (kind === 'send') flow.dataSent(flow.sendableBytes(at.end))
        else if (kind === 'ack') flow.parsed(amount, at)
        else if (kind === 'hide' || kind === 'show') flow.setVisible(kind === 'show', true, at)
        else if (kind === 'interrupt') flow.interrupted(at)
        else if (kind === 'snapshot' && flow.isSnapshotDue(at.now)) flow.snapshotSent(at.end, amount, at)
        assert.ok(flow.sent <= at.end)
        pausedSince = flow.pausesShell ? (pausedSince ?? at.now) : undefined
        assert.ok(pausedSince === undefined || at.now - pausedSince <= LIMITS.stallMs)
      }
    }),
    { numRuns: 2_000 },
  )
})
