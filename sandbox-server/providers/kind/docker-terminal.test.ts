import assert from 'node:assert/strict'
import { Duplex } from 'node:stream'
import { test } from 'node:test'
import { DockerTerminal } from './docker-terminal.ts'

test('input that the engine does not take is counted, and reported once it is taken', async () => {
  const taken: (() => void)[] = []
  const stream = new Duplex({
    read: () => undefined,
    write: (_bytes, _encoding, done) => void taken.push(done),
  })
  const terminal = new DockerTerminal({
    exec: { stream, demultiplex: () => undefined, exitCode: async () => 0, resize: async () => undefined },
    markNonce: 'nonce',
    isReattached: false,
    isShellRunning: async () => true,
    hangUp: async () => undefined,
    endShell: async () => undefined,
  })
  let calls = 0
  terminal.onInputTaken(() => (calls += 1))
  terminal.write(new Uint8Array(100_000))
  assert.deepEqual([terminal.waitingInputBytes, calls], [100_000, 0])
  taken.shift()?.()
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([terminal.waitingInputBytes, calls], [0, 1])
  await terminal.detach()
})

test('an attachment that was killed with its node is lost, and is no exit of the shell', async () => {
  const stream = new Duplex({ read: () => undefined, write: (_bytes, _encoding, done) => done() })
  const terminal = new DockerTerminal({
    exec: { stream, demultiplex: () => undefined, exitCode: async () => 137, resize: async () => undefined },
    markNonce: 'nonce',
    isReattached: false,
    isShellRunning: async () => false,
    hangUp: async () => undefined,
    endShell: async () => undefined,
  })
  terminal.onData(() => undefined)
  stream.push(null)
  assert.deepEqual(await terminal.ended, { reason: 'lost' })
})

test('dropped input is shown at its place in the output', async () => {
  const stream = new Duplex({ read: () => undefined, write: (_bytes, _encoding, done) => done() })
  const terminal = new DockerTerminal({
    exec: { stream, demultiplex: () => undefined, exitCode: async () => 0, resize: async () => undefined },
    markNonce: 'nonce',
    isReattached: false,
    isShellRunning: async () => true,
    hangUp: async () => undefined,
    endShell: async () => undefined,
  })
  let shown = ''
  terminal.onData((bytes) => (shown += Buffer.from(bytes).toString()))
  stream.push('before\u001B]kindlab;nonce;dropped=30210\u001B\\after')
  await new Promise((resolve) => setImmediate(resolve))
  assert.match(shown, /^before[^]*dropped 30 KiB of your input[^]*after$/)
  await terminal.detach()
})
