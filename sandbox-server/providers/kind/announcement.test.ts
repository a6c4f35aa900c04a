import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import test from 'node:test'
import { readAnnouncement } from './announcement.ts'

const NONCE = '0123456789abcdef0123456789abcdef'
const said = (state: string, token = 'abc'): string => `\u001B]kindlab;${token};nonce=${NONCE};${state}\u001B\\`

async function readRest(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => stream.once('end', resolve))
  return Buffer.concat(chunks).toString()
}

test('whose shell it is comes first, and what comes after it stays in the stream', async () => {
  const stream = new PassThrough()
  stream.write(`${said('started')}first `)
  assert.deepEqual(await readAnnouncement(stream, 'abc'), { markNonce: NONCE, isReattached: false })
  stream.end('prompt')
  assert.equal(await readRest(stream), 'first prompt')
})

test('cut anywhere it is the same', async () => {
  const whole = Buffer.from(`${said('kept')}rest`)
  for (let cut = 1; cut < whole.length; cut += 1) {
    const stream = new PassThrough()
    const reading = readAnnouncement(stream, 'abc')
    stream.write(whole.subarray(0, cut))
    setImmediate(() => stream.end(whole.subarray(cut)))
    // oxlint-disable-next-line no-await-in-loop -- one stream after the other
    assert.deepEqual(await reading, { markNonce: NONCE, isReattached: true })
    // oxlint-disable-next-line no-await-in-loop -- as above
    assert.equal(await readRest(stream), 'rest')
  }
})

test('what the node says instead is the error', async () => {
  const stream = new PassThrough()
  stream.end('labsh: attach takes a token\r\n')
  await assert.rejects(readAnnouncement(stream, 'abc'), {
    code: 'terminal.failed',
    detail: 'labsh: attach takes a token',
  })
  assert.equal(stream.destroyed, true)
})

test('a stream that ends or breaks without a word, and one that says something else without end, are refused', async () => {
  const silent = new PassThrough()
  silent.end()
  await assert.rejects(readAnnouncement(silent, 'abc'), { detail: 'labsh attach: its stream ended' })
  const broken = new PassThrough()
  setImmediate(() => broken.destroy(new Error('socket hang up')))
  await assert.rejects(readAnnouncement(broken, 'abc'), { detail: 'labsh attach: socket hang up' })
  const endless = new PassThrough({ highWaterMark: 65_536 })
  endless.write('x'.repeat(5_000))
  await assert.rejects(readAnnouncement(endless, 'abc'), { code: 'terminal.failed' })
})

test('the word of another attachment does not count', async () => {
  const stream = new PassThrough()
  stream.end(said('started', 'def'))
  await assert.rejects(readAnnouncement(stream, 'abc'), { code: 'terminal.failed' })
})

test('who says nothing is given up', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const stream = new PassThrough()
  const reading = assert.rejects(readAnnouncement(stream, 'abc'), { detail: 'labsh attach: nothing for 20 s' })
  context.mock.timers.tick(20_000)
  await reading
})
