import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from '../../time/fake-clock.ts'
import { Recorder } from './recorder.ts'
import { RECORDING_LIMITS } from './recording.ts'

function setUp() {
  const clock = new FakeClock()
  const recorder = new Recorder(clock)
  const leave = recorder.watch(async () => ({ cols: 80, rows: 24, text: '$ ' }))
  return { clock, recorder, leave }
}

const shown = (recorder: Recorder) => {
  const view = recorder.getSnapshot()
  return view.state === 'done' ? view.recording.events.map(({ data }) => data) : view.state
}

test('a recording starts on request, with the present screen and later output', async () => {
  const { recorder } = setUp()
  recorder.output('before')
  assert.equal(shown(recorder), 'off')
  await recorder.start()
  assert.equal(shown(recorder), 'recording')
  recorder.output('ls\r\n')
  recorder.stop()
  recorder.output('after')
  assert.deepEqual(shown(recorder), ['$ ', 'ls\r\n'])
  recorder.discard()
  assert.equal(shown(recorder), 'off')
})

test('a recording ends at its time limit, and with its terminal', async () => {
  const { clock, recorder, leave } = setUp()
  await recorder.start()
  clock.advance(RECORDING_LIMITS.durationMs)
  const view = recorder.getSnapshot()
  assert.ok(view.state === 'done' && view.isCut)
  await recorder.start()
  leave()
  assert.deepEqual(shown(recorder), ['$ '])
  await recorder.start()
  assert.equal(recorder.getSnapshot().state, 'done')
})
