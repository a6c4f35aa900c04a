import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { bytesOf, setUpLive } from './channel-fixture.ts'

test('an incomplete sequence does not swallow the snapshot after it', async () => {
  const { screen, data, snapshot } = await setUpLive()
  data(100, '\u001B]0;never finis')
  snapshot(5_000, 'whole')
  data(5_000, ' again')
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.text(), 'whole again')
})

test('after a cut output continues at the parsed offset, and repeated output is shown once', async () => {
  const { screen, channel, data, opens, opened, cut, reconnect, acks, clock } = await setUpLive()
  data(100, 'one two')
  cut()
  assert.equal(channel.view().state, 'live')
  reconnect()
  await screen.parsed()
  assert.deepEqual(opens()[1]?.resume, { epoch: 'e1', offset: 100, inSeq: 0 })
  opened()
  data(100, 'one tw')
  data(106, 'o three')
  await screen.parsed()
  assert.equal(screen.text(), '$ one two three')
  clock.advance(LIMITS.ackDelayMs)
  assert.equal(acks().at(-1), 113)
})

test('a cut inside a character or a sequence does not change the screen', async () => {
  const whole = bytesOf('\u001B[1;31mrot\u001B[0m 漢字 👩‍💻 end')
  for (let at = 1; at < whole.byteLength; at += 1) {
    const { screen, channel, opened, cut, reconnect } = await setUpLive()
    channel.receive({ type: 'data', channel: 1, offset: 100, bytes: whole.subarray(0, at) })
    await screen.parsed()
    cut()
    reconnect()
    opened()
    // The server sends unparsed output again.
    const from = Math.max(0, at - 3)
    channel.receive({ type: 'data', channel: 1, offset: 100 + from, bytes: whole.subarray(from) })
    await screen.parsed()
    assert.equal(screen.text(), '$ rot 漢字 👩‍💻 end')
  }
})

test('after a cut while a snapshot is drawn the page requests another one and keeps its epoch', async () => {
  const { screen, snapshot, opens, opened, cut, reconnect } = await setUpLive()
  snapshot(300, 'half drawn')
  cut()
  reconnect()
  assert.deepEqual(opens()[1]?.resume, { epoch: 'e1', offset: Number.MAX_SAFE_INTEGER, inSeq: 0 })
  opened()
  snapshot(400, 'drawn')
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.text(), 'drawn')
})

test('output with a gap is not shown: the page requests a snapshot', async () => {
  const { screen, data, opens, opened, snapshot } = await setUpLive()
  data(150, 'after the hole')
  assert.equal(opens().length, 2)
  data(164, 'of the old binding')
  opened()
  snapshot(200, 'whole')
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.text(), 'whole')
})

test('unacknowledged input is sent again after a cut, and input during the cut is lost', async () => {
  const { screen, channel, sent, opened, cut, reconnect } = await setUpLive()
  screen.type('a')
  screen.type('b')
  channel.receive({ type: 'input_ack', channel: 1, seq: 1 })
  cut()
  screen.type('lost')
  assert.equal(channel.view().droppedInputs, 1)
  reconnect()
  opened({ inSeq: 1 })
  assert.equal(channel.view().droppedInputs, 0)
  screen.type('c')
  assert.deepEqual(
    sent.flatMap((frame) => (frame.type === 'input' ? [`${frame.seq}${new TextDecoder().decode(frame.bytes)}`] : [])),
    ['1a', '2b', '2b', '3c'],
  )
})

test('another shell after a cut gets no earlier input, and its output starts with an empty screen', async () => {
  const { screen, opened, data, cut, reconnect, typed } = await setUpLive()
  screen.type('rm -rf x')
  cut()
  reconnect()
  opened({ epoch: 'e2', inSeq: 0 })
  data(0, 'fresh $ ')
  await screen.parsed()
  await screen.parsed()
  assert.equal(screen.text(), 'fresh $')
  assert.equal(typed(), 'rm -rf x')
})
