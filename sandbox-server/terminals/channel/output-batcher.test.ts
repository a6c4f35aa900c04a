import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OutputBatcher } from './output-batcher.ts'

test('the first output after 8 ms without output is due at once', () => {
  const batcher = new OutputBatcher()
  batcher.outputSeen(100, 1)
  assert.equal(batcher.dueAt, 100)
})

test('output in a stream is batched for 4 ms from its first pending byte', () => {
  const batcher = new OutputBatcher()
  batcher.outputSeen(100, 1)
  batcher.flushed()
  batcher.outputSeen(101, 1)
  batcher.outputSeen(103, 2)
  assert.equal(batcher.dueAt, 105)
})

test('32 KiB of pending output are due at once', () => {
  const batcher = new OutputBatcher()
  batcher.outputSeen(100, 1)
  batcher.flushed()
  batcher.outputSeen(101, 32_768)
  assert.equal(batcher.dueAt, 101)
})

test('output within 50 ms of a key is due at once, also in a stream', () => {
  const batcher = new OutputBatcher()
  batcher.outputSeen(100, 1)
  batcher.flushed()
  batcher.inputSeen(101)
  batcher.outputSeen(102, 1)
  assert.equal(batcher.dueAt, 102)
})
