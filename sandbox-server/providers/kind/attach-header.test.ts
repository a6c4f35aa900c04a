import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import test from 'node:test'
import { readAttachHeader } from './attach-header.ts'

const NONCE = '0123456789abcdef0123456789abcdef'
const header = (state: string, token = 'abc'): string => `\u001B]kindlab;${token};nonce=${NONCE};${state}\u001B\\`

async function readRest(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => stream.once('end', resolve))
  return Buffer.concat(chunks).toString()
}

test('the header identifies the shell, and the output after it stays in the stream', async () => {
  const stream = new PassThrough()
  stream.write(`${header('started')}first `)
  assert.deepEqual(await readAttachHeader(stream, 'abc'), { markNonce: NONCE, isReattached: false })
  stream.end('prompt')
  assert.equal(await readRest(stream), 'first prompt')
})

test('a header split at any byte is read', async () => {
  const whole = Buffer.from(`${header('kept')}rest`)
  for (let cut = 1; cut < whole.length; cut += 1) {
    const stream = new PassThrough()
    const reading = readAttachHeader(stream, 'abc')
    stream.write(whole.subarray(0, cut))
    setImmediate(() => stream.end(whole.subarray(cut)))
    assert.deepEqual(await reading, { markNonce: NONCE, isReattached: true })
    assert.equal(await readRest(stream), 'rest')
  }
})

test('other output of the node becomes the error', async () => {
  const stream = new PassThrough()
  stream.end('labsh: attach takes a token\r\n')
  await assert.rejects(readAttachHeader(stream, 'abc'), {
    code: 'terminal.failed',
    detail: 'labsh: attach takes a token',
  })
  assert.equal(stream.destroyed, true)
})

test('a stream that ends, breaks or never sends a header is an error', async () => {
  const silent = new PassThrough()
  silent.end()
  await assert.rejects(readAttachHeader(silent, 'abc'), { detail: 'labsh attach: its stream ended' })
  const broken = new PassThrough()
  setImmediate(() => broken.destroy(new Error('socket hang up')))
  await assert.rejects(readAttachHeader(broken, 'abc'), { detail: 'labsh attach: socket hang up' })
  const endless = new PassThrough({ highWaterMark: 65_536 })
  endless.write('x'.repeat(5_000))
  await assert.rejects(readAttachHeader(endless, 'abc'), { code: 'terminal.failed' })
})

test('the header of another attachment is an error', async () => {
  const stream = new PassThrough()
  stream.end(header('started', 'def'))
  await assert.rejects(readAttachHeader(stream, 'abc'), { code: 'terminal.failed' })
})

test('a silent stream is an error after 20 s', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const stream = new PassThrough()
  const reading = assert.rejects(readAttachHeader(stream, 'abc'), { detail: 'labsh attach: nothing for 20 s' })
  context.mock.timers.tick(20_000)
  await reading
})

test("Docker's own error in the stream is not shown", async () => {
  const stream = new PassThrough()
  stream.end('OCI runtime exec failed: exec failed: unable to start container process\r\n')
  await assert.rejects(readAttachHeader(stream, 'abc'), {
    code: 'terminal.failed',
    detail: 'the node does not start programs',
  })
})
