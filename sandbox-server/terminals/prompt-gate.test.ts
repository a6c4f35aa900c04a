import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PromptGate } from './prompt-gate.ts'

function makeGate(...steps: string[]): PromptGate {
  const gate = new PromptGate()
  for (const step of steps) {
    if (step === 'A' || step === 'B' || step === 'C' || step === 'D') gate.marked({ mark: step })
    else gate.typed(new TextEncoder().encode(step))
  }
  return gate
}

test('a fresh prompt is open, and so is one after a command or an empty line', () => {
  assert.equal(makeGate('A', 'B').isOpen, true)
  assert.equal(makeGate('A', 'B', 'ls\r', 'C', 'D', 'A', 'B').isOpen, true)
  assert.equal(makeGate('A', 'B', '\r', 'A', 'B').isOpen, true)
  assert.equal(makeGate('A', 'B', 'half a line', '\u0003', 'A', 'B').isOpen, true)
})

test('a half-typed line, a running command and a shell without marks are busy', () => {
  assert.equal(makeGate('A', 'B', 'l').isOpen, false)
  assert.equal(makeGate('A', 'B', 'vim\r', 'C').isOpen, false)
  assert.equal(makeGate('A').isOpen, false)
  assert.equal(makeGate().isOpen, false)
})

test('keys typed ahead of the prompt keep it closed', () => {
  assert.equal(makeGate('A', 'B', 'sleep 5\r', 'C', 'fo', 'D', 'A', 'B').isOpen, false)
  assert.equal(makeGate('A', 'B', 'sleep 5\rfo', 'C', 'D', 'A', 'B').isOpen, false)
  assert.equal(makeGate('A', 'B', 'sleep 5\r', 'C', 'fo', 'D', 'A', 'B', 'o\r', 'C', 'D', 'A', 'B').isOpen, true)
})

test('after a lost attachment the gate is closed until the next prompt', () => {
  const gate = makeGate('A', 'B')
  gate.forget()
  assert.equal(gate.isOpen, false)
  gate.marked({ mark: 'B' })
  assert.equal(gate.isOpen, true)
})
