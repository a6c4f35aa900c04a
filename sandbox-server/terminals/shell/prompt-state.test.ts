import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PromptState } from './prompt-state.ts'

function makeState(...steps: string[]): PromptState {
  const state = new PromptState()
  for (const step of steps) {
    if (step === 'A' || step === 'B' || step === 'C' || step === 'D' || step === 'P') state.marked({ mark: step })
    else state.typed(new TextEncoder().encode(step))
  }
  return state
}

test('readline reads the keys at a fresh prompt, after a command, after an empty line and after Ctrl-C', () => {
  assert.equal(makeState('A', 'B').phase, 'prompt')
  assert.equal(makeState('A', 'B', 'ls\r', 'C', 'D', 'A', 'B').phase, 'prompt')
  assert.equal(makeState('A', 'B', '\r', 'A', 'B').phase, 'prompt')
  assert.equal(makeState('A', 'B', 'half a line', '\u0003', 'A', 'B').phase, 'prompt')
})

test('keys that end no line leave the decision to readline', () => {
  for (const keys of ['l', '\u007F', '\u000C', '\u001B[A\u001B[B', '\t', '\u0015']) {
    assert.equal(makeState('A', 'B', keys).phase, 'prompt', JSON.stringify(keys))
  }
})

test('a program reads the keys while a command runs, and in a shell without marks', () => {
  assert.equal(makeState('A', 'B', 'vim\r', 'C').phase, 'program')
  assert.equal(makeState('A').phase, 'program')
  assert.equal(makeState().phase, 'program')
})

test('after Enter the next mark decides, or a pause without a mark', () => {
  const state = makeState('A', 'B', 'vim\r')
  assert.equal(state.phase, 'submitted')
  state.settled()
  assert.equal(state.phase, 'prompt')
  assert.equal(makeState('A', 'B', 'for n in 1; do\r', 'P').phase, 'continuation')
})

test('a line that was typed ahead of the prompt can start a program right after it', () => {
  assert.equal(makeState('A', 'B', 'sleep 5\r', 'C', 'vim\r', 'D', 'A', 'B').hasTypedAhead, true)
  assert.equal(makeState('A', 'B', 'sleep 5\r', 'C', 'q', 'D', 'A', 'B').hasTypedAhead, false)
  assert.equal(makeState('A', 'B', 'sleep 5\r', 'C', 'vim\r', 'D', 'A', 'B', 'C').hasTypedAhead, false)
})

test('the key after Ctrl-V or Escape belongs to them', () => {
  assert.equal(makeState('A', 'B', '\u0016').isAfterPrefix, true)
  assert.equal(makeState('A', 'B', '\u001B').isAfterPrefix, true)
  assert.equal(makeState('A', 'B', '\u001B', 'f').isAfterPrefix, false)
})

test('after a lost attachment the next prompt decides', () => {
  const state = makeState('A', 'B')
  state.lost()
  assert.equal(state.phase, 'program')
  state.marked({ mark: 'B' })
  assert.equal(state.phase, 'prompt')
})
