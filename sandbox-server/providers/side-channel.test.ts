import assert from 'node:assert/strict'
import test from 'node:test'
import { describeDropped, droppedBytesOf, SideChannel } from './side-channel.ts'

const MESSAGE = '\u001B]kindlab;secret;exit=7\u001B\\'

function read(channel: SideChannel, pieces: readonly Uint8Array[]): { output: string; messages: string[] } {
  const results = pieces.flatMap((piece) => channel.push(piece))
  return {
    output: results.map(({ output }) => Buffer.from(output).toString('latin1')).join(''),
    messages: results.flatMap(({ message }) => (message === undefined ? [] : [message])),
  }
}

test('a message is extracted from the surrounding output', () => {
  const pieces = new SideChannel('secret').push(Buffer.from(`before${MESSAGE}after`))
  assert.deepEqual(
    pieces.map(({ output, message }) => [String(output), message]),
    [
      ['before', 'exit=7'],
      ['after', undefined],
    ],
  )
})

test('a message split at any byte is found, and all output is delivered', () => {
  const bytes = Buffer.from(`one\u001B[31mtwo${MESSAGE}three\u001B]0;title\u001B\\`)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const result = read(new SideChannel('secret'), [bytes.subarray(0, cut), bytes.subarray(cut)])
    assert.deepEqual(result, {
      output: 'one\u001B[31mtwothree\u001B]0;title\u001B\\',
      messages: ['exit=7'],
    })
  }
})

test('a message with another nonce is output', () => {
  const forged = MESSAGE.replace('secret', 'guess!')
  assert.deepEqual(read(new SideChannel('secret'), [Buffer.from(forged)]), { output: forged, messages: [] })
})

test('an unterminated message is output', () => {
  const endless = `\u001B]kindlab;secret;${'x'.repeat(300)}`
  assert.deepEqual(read(new SideChannel('secret'), [Buffer.from(endless)]), { output: endless, messages: [] })
})

test('the size of dropped input is read and named', () => {
  assert.equal(droppedBytesOf('dropped=30210'), 30_210)
  assert.equal(droppedBytesOf('exit=0'), undefined)
  assert.match(String(describeDropped(30_210)), /dropped 30 KiB of your input/)
  assert.match(String(describeDropped(300)), /dropped 300 bytes/)
})
