import assert from 'node:assert/strict'
import test from 'node:test'
import { TerminalOutput } from './terminal-output.ts'

function makeOutput(): { output: TerminalOutput; flow: string[]; seen: string[] } {
  const flow: string[] = []
  const output = new TerminalOutput({ pause: () => flow.push('pause'), resume: () => flow.push('resume') })
  return { output, flow, seen: [] }
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), Promise.resolve().then(() => false)])
}

test('output that arrives before the listener is delivered to it', () => {
  const { output, seen } = makeOutput()
  output.push(Buffer.from('early'))
  output.onData((bytes) => seen.push(String(bytes)))
  output.push(Buffer.from('late'))
  assert.deepEqual(seen, ['early', 'late'])
})

test('output and end are held back while paused', async () => {
  const { output, flow, seen } = makeOutput()
  output.onData((bytes) => seen.push(String(bytes)))
  output.pause()
  output.push(Buffer.from('held'))
  output.finish({ reason: 'exited', exitCode: 7 })
  assert.deepEqual(seen, [])
  assert.equal(await isSettled(output.ended), false)
  output.resume()
  assert.deepEqual(seen, ['held'])
  assert.deepEqual(await output.ended, { reason: 'exited', exitCode: 7 })
  assert.deepEqual(flow, ['pause', 'resume'])
})

test('a listener that pauses gets no more output, and the source stays paused', () => {
  const { output, flow, seen } = makeOutput()
  output.onData((bytes) => {
    seen.push(String(bytes))
    output.pause()
  })
  for (const piece of ['a', 'b', 'c']) output.push(Buffer.from(piece))
  assert.deepEqual(seen, ['a'])
  output.resume()
  assert.deepEqual(seen, ['a', 'b'])
  assert.deepEqual(flow, ['pause', 'pause'])
})

test('a lost attachment ends at once, and a second end is ignored', async () => {
  const { output, seen } = makeOutput()
  output.onData((bytes) => seen.push(String(bytes)))
  output.pause()
  output.push(Buffer.from('held'))
  output.finish({ reason: 'lost' })
  output.finish({ reason: 'exited', exitCode: 0 })
  output.push(Buffer.from('after'))
  assert.deepEqual(await output.ended, { reason: 'lost' })
  output.resume()
  assert.deepEqual(seen, [])
})
