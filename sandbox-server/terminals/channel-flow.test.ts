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

/** Sends everything that may be sent. */
function send(flow: ChannelFlow, end: number): number {
  const bytes = flow.sendableBytes(end)
  flow.dataSent(bytes)
  return bytes
}

test('acknowledgements come often enough that neither side waits for ever', () => {
  assert.ok(LIMITS.ackBytes <= LIMITS.lowWaterBytes)
  assert.ok(LIMITS.lowWaterBytes < LIMITS.highWaterBytes)
  assert.ok(LIMITS.highWaterBytes < LIMITS.ringBytes)
  assert.ok(LIMITS.mirrorBacklogBytes + LIMITS.highWaterBytes <= LIMITS.ringBytes)
})

test('[T-defect 4] the shell is held above HIGH and goes on below LOW', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH, now: 0 })
  assert.equal(flow.holdsProcess, false)
  flow.outputArrived({ end: HIGH + 1, now: 1 })
  assert.equal(flow.holdsProcess, true)
  send(flow, HIGH + 1)
  flow.parsed(HIGH - LOW, { end: HIGH + 1, now: 2 })
  assert.equal(flow.holdsProcess, true)
  flow.parsed(HIGH - LOW + 1, { end: HIGH + 1, now: 3 })
  assert.equal(flow.holdsProcess, false)
})

test('[T-defect 4] no more than HIGH is ever on its way unparsed', () => {
  const flow = makeFlow()
  assert.equal(send(flow, 3 * HIGH), HIGH)
  assert.equal(send(flow, 3 * HIGH), 0)
  flow.parsed(1_000, { end: 3 * HIGH, now: 0 })
  assert.equal(send(flow, 3 * HIGH), 1_000)
})

test('[T-defect 5] a page that stands still holds the shell for 2 s, then it is lagging and gets a snapshot when it has drained', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  send(flow, HIGH + 1)
  assert.equal(flow.deadline, LIMITS.stallMs)
  flow.tick({ end: HIGH + 1, now: LIMITS.stallMs - 1 })
  assert.equal(flow.holdsProcess, true)
  flow.tick({ end: HIGH + 1, now: LIMITS.stallMs })
  assert.equal(flow.mode, 'lagging')
  assert.equal(flow.holdsProcess, false)
  assert.equal(flow.sendableBytes(10 * HIGH), 0)
  flow.parsed(HIGH - 1, { end: 10 * HIGH, now: 9_000 })
  assert.equal(flow.mode, 'lagging')
  flow.parsed(HIGH, { end: 10 * HIGH, now: 9_001 })
  assert.equal(flow.isSnapshotDue(9_001), true)
  flow.snapshotSent(10 * HIGH, 5_000, { end: 10 * HIGH, now: 9_001 })
  assert.equal(flow.mode, 'live')
})

test('[T-defect 5] a Watcher never holds the shell', () => {
  const flow = makeFlow(false)
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  assert.equal(flow.holdsProcess, false)
  assert.equal(flow.mode, 'live')
  flow.outputArrived({ end: LIMITS.watcherBacklogBytes + 1, now: 1 })
  assert.equal(flow.mode, 'lagging')
})

test('[T-defect 5] a hidden page holds nothing; near its place it goes on, else it gets a snapshot', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  flow.setVisible(false, true, { end: HIGH + 1, now: 1 })
  assert.equal(flow.holdsProcess, false)
  assert.equal(flow.sendableBytes(HIGH + 1), 0)
  flow.setVisible(true, true, { end: LOW, now: 2 })
  assert.equal(flow.mode, 'live')
  flow.setVisible(false, true, { end: LOW, now: 3 })
  flow.setVisible(true, true, { end: LOW + 1, now: 4 })
  assert.equal(flow.mode, 'snapshot')
})

test('a page that was hidden before its first screen still gets a snapshot', () => {
  const flow = new ChannelFlow({ sent: 0, needsSnapshot: true, isController: true })
  flow.setVisible(false, true, { end: 0, now: 0 })
  flow.setVisible(true, true, { end: 0, now: 0 })
  assert.equal(flow.mode, 'snapshot')
})

test('Ctrl-C over a backlog drops it: snapshot at the prompt', () => {
  const flow = makeFlow()
  flow.outputArrived({ end: HIGH + 1, now: 0 })
  flow.interrupted({ end: HIGH + 1, now: 10 })
  assert.equal(flow.mode, 'skipping')
  assert.equal(flow.holdsProcess, false)
  flow.promptShown()
  assert.equal(flow.mode, 'snapshot')
})

test('Ctrl-C without a prompt: a look after 30 ms of quiet, and live again after 2 s', () => {
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

test('after Ctrl-C, output that came while the snapshot was made is shown with the next one', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  flow.tick({ end: HIGH, now: 30 })
  flow.outputArrived({ end: HIGH + 5, now: 31 })
  flow.snapshotSent(HIGH, 1_000, { end: HIGH + 5, now: 32 })
  flow.tick({ end: HIGH + 5, now: 31 + LIMITS.skipQuietMs })
  assert.equal(flow.mode, 'snapshot')
})

/** Prints until `until`, and takes each snapshot. */
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

test('what still comes after Ctrl-C is shown every 250 ms and not sent, until the prompt', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  assert.deepEqual(printOn(flow, 10, 800), [250, 500, 750])
  assert.equal(flow.mode, 'skipping')
  assert.equal(flow.sendableBytes(2 * HIGH), 0)
  flow.promptShown()
  flow.snapshotSent(HIGH + 800, 1_000, { end: HIGH + 800, now: 800 })
  assert.equal(flow.mode, 'live')
})

test('a program that prints on after Ctrl-C is live again after 2 s', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  printOn(flow, 10, LIMITS.skipMaxMs)
  assert.equal(flow.mode, 'skipping')
  printOn(flow, LIMITS.skipMaxMs, LIMITS.skipMaxMs + 10)
  assert.equal(flow.mode, 'live')
})

test('a page that was hidden while output was dropped gets a snapshot and what comes after it', () => {
  const flow = makeFlow()
  flow.interrupted({ end: HIGH, now: 0 })
  flow.setVisible(false, true, { end: HIGH, now: 1 })
  flow.setVisible(true, true, { end: HIGH, now: 200 })
  flow.snapshotSent(HIGH, 1_000, { end: HIGH, now: 200 })
  assert.equal(flow.mode, 'live')
})

test('Ctrl-C over a flood drops what is still to come, also when the page has parsed all that came', () => {
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

test('Ctrl-C with little on its way drops nothing', () => {
  const flow = makeFlow()
  flow.interrupted({ end: LOW, now: 0 })
  assert.equal(flow.mode, 'live')
})

test('what was skipped does not count as unparsed after the snapshot', () => {
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

test('snapshots are not made more often than every 100 ms', () => {
  const flow = makeFlow()
  flow.snapshotSent(0, 10, { end: 0, now: 1_000 })
  flow.setVisible(false, true, { end: 0, now: 1_001 })
  flow.setVisible(true, false, { end: 0, now: 1_002 })
  assert.equal(flow.isSnapshotDue(1_002), false)
  assert.equal(flow.deadline, 1_100)
  assert.equal(flow.isSnapshotDue(1_100), true)
})

test('[T-defect 4] whatever the page says, the shell is never held for longer than 2 s and never more than HIGH is unparsed', () => {
  const step = fc.record({
    kind: fc.constantFrom('output', 'send', 'ack', 'hide', 'show', 'interrupt', 'tick', 'snapshot'),
    amount: fc.nat(300_000),
    pauseMs: fc.nat(700),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const flow = makeFlow()
      let at = { end: 0, now: 0 }
      let heldSince: number | undefined
      for (const { kind, amount, pauseMs } of steps) {
        at = { end: at.end, now: Math.min(at.now + pauseMs, flow.deadline ?? Number.POSITIVE_INFINITY) }
        if (flow.deadline !== undefined && at.now >= flow.deadline) flow.tick(at)
        if (kind === 'output' && !flow.holdsProcess) {
          at = { end: at.end + amount, now: at.now }
          flow.outputArrived(at)
        } else if (kind === 'send') flow.dataSent(flow.sendableBytes(at.end))
        else if (kind === 'ack') flow.parsed(amount, at)
        else if (kind === 'hide' || kind === 'show') flow.setVisible(kind === 'show', true, at)
        else if (kind === 'interrupt') flow.interrupted(at)
        else if (kind === 'snapshot' && flow.isSnapshotDue(at.now)) flow.snapshotSent(at.end, amount, at)
        assert.ok(flow.sent <= at.end)
        heldSince = flow.holdsProcess ? (heldSince ?? at.now) : undefined
        assert.ok(heldSince === undefined || at.now - heldSince <= LIMITS.stallMs)
      }
    }),
    { numRuns: 2_000 },
  )
})
