import assert from 'node:assert/strict'
import test from 'node:test'
import { SideChannel } from './side-channel.ts'

const MESSAGE = '\u001B]kindlab;secret;exit=7\u001B\\'

function read(channel: SideChannel, pieces: readonly Uint8Array[]): { output: string; messages: string[] } {
  const results = pieces.flatMap((piece) => channel.push(piece))
  return {
    output: results.map(({ output }) => Buffer.from(output).toString('latin1')).join(''),
    messages: results.flatMap(({ message }) => (message === undefined ? [] : [message])),
  }
}

test('a message is taken out of the output around it', () => {
  const pieces = new SideChannel('secret').push(Buffer.from(`before${MESSAGE}after`))
  assert.deepEqual(
    pieces.map(({ output, message }) => [String(output), message]),
    [
      ['before', 'exit=7'],
      ['after', undefined],
    ],
  )
})

test('a message cut anywhere is still found, and no output is held back for good', () => {
  const bytes = Buffer.from(`one\u001B[31mtwo${MESSAGE}three\u001B]0;title\u001B\\`)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const result = read(new SideChannel('secret'), [bytes.subarray(0, cut), bytes.subarray(cut)])
    assert.deepEqual(result, {
      output: 'one\u001B[31mtwothree\u001B]0;title\u001B\\',
      messages: ['exit=7'],
    })
  }
})

test('the message of another nonce is output', () => {
  const forged = MESSAGE.replace('secret', 'guess!')
  assert.deepEqual(read(new SideChannel('secret'), [Buffer.from(forged)]), { output: forged, messages: [] })
})

test('a message that never ends is output', () => {
  const endless = `\u001B]kindlab;secret;${'x'.repeat(300)}`
  assert.deepEqual(read(new SideChannel('secret'), [Buffer.from(endless)]), { output: endless, messages: [] })
})
