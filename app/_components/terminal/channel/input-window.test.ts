import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LIMITS } from '#protocol/limits.ts'
import { type InputFrame, InputWindow } from './input-window.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (frames: InputFrame[]) => frames.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')
const seqsOf = (frames: InputFrame[]) => frames.map(({ seq }) => seq)

test('keys are sent at once, numbered from 1', () => {
  const window = new InputWindow()
  assert.deepEqual(seqsOf(window.type(bytesOf('a'))), [1])
  assert.deepEqual(seqsOf(window.type(bytesOf('b'))), [2])
})

test('a large paste is sent as acknowledgements arrive, at most 4 KiB ahead', () => {
  const window = new InputWindow()
  const paste = 'x'.repeat(10_000)
  let sent = window.type(bytesOf(paste))
  let text = textOf(sent)
  while (sent.length > 0) {
    assert.ok(window.unackedBytes <= LIMITS.maxUnackedInputBytes)
    sent = window.acknowledge(sent[0]?.seq ?? 0)
    text += textOf(sent)
  }
  assert.equal(text, paste)
})

test('Ctrl-C discards the unsent part of a paste', () => {
  const window = new InputWindow()
  const sent = window.type(bytesOf('x'.repeat(100_000)))
  window.type(bytesOf('\u0003'))
  assert.equal(textOf(window.acknowledge(sent.at(-1)?.seq ?? 0)), '\u0003')
})

test('after a cut unacknowledged frames are sent again with the same numbers', () => {
  const window = new InputWindow()
  for (const key of 'abc') window.type(bytesOf(key))
  assert.equal(window.ackedSeq, 0)
  const again = window.resume(1)
  assert.deepEqual(seqsOf(again), [2, 3])
  assert.equal(textOf(again), 'bc')
  assert.deepEqual(seqsOf(window.type(bytesOf('d'))), [4])
})

test('the unsent part of a paste is discarded after a cut', () => {
  const window = new InputWindow()
  window.type(bytesOf('x'.repeat(10_000)))
  assert.equal(textOf(window.resume(0)).length, LIMITS.maxUnackedInputBytes)
  assert.deepEqual(window.acknowledge(4), [])
})

test('another shell gets no earlier input, and numbers continue from those of the server', () => {
  const window = new InputWindow()
  window.type(bytesOf('rm -rf x'))
  window.restart(0)
  assert.deepEqual(window.resume(0), [])
  assert.deepEqual(seqsOf(window.type(bytesOf('a'))), [1])
})

test('a server that lost acknowledged frames gets no frame twice and no gap', () => {
  const window = new InputWindow()
  for (const key of 'abc') window.type(bytesOf(key))
  window.acknowledge(2)
  assert.deepEqual(window.resume(0), [])
  assert.deepEqual(seqsOf(window.type(bytesOf('d'))), [1])
})

test('over random cuts, every key that is typed while connected arrives once and in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 9 }), takes: fc.nat(3), acks: fc.boolean() })),
      (rounds) => {
        const window = new InputWindow()
        let taken = 0
        let arrived = ''
        let typed = ''
        const take = (frames: InputFrame[]) => {
          for (const frame of frames) {
            if (frame.seq !== taken + 1) continue
            taken = frame.seq
            arrived += textOf([frame])
          }
        }
        for (const { text, takes, acks } of rounds) {
          typed += text
          for (const key of text) take(window.type(bytesOf(key)).slice(0, takes))
          if (acks) take(window.acknowledge(taken))
          take(window.resume(taken))
        }
        assert.equal(arrived, new TextDecoder().decode(bytesOf(typed)))
      },
    ),
  )
})
