import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from './environment.ts'
import { formatCommand, runCommand } from './run-command.ts'

const env = readEnvironment().variables

test('gives exit code, both outputs and the last lines', async () => {
  const result = await runCommand(['sh', '-c', 'echo out; echo err >&2; exit 3'], { env })
  assert.equal(result.exitCode, 3)
  assert.equal(result.stdout, 'out\n')
  assert.equal(result.stderr, 'err\n')
  assert.deepEqual([...result.lastLines].toSorted(), ['err', 'out'])
})

test('says 127 for a program that does not exist', async () => {
  const result = await runCommand(['kindlab-no-such-program'], { env })
  assert.equal(result.exitCode, 127)
  assert.match(result.lastLines.join(''), /ENOENT/)
})

test('says 124 and returns when a program does not end in time', async () => {
  const result = await runCommand(['sh', '-c', 'sleep 30 & sleep 30'], { env, timeoutMs: 100 })
  assert.equal(result.exitCode, 124)
})

test('keeps the last twenty lines and reports every line as it comes', async () => {
  const seen: string[] = []
  const result = await runCommand(['seq', '1', '50'], { env, onLine: (line) => seen.push(line) })
  assert.equal(seen.length, 50)
  assert.equal(result.lastLines.length, 20)
  assert.equal(result.lastLines.at(-1), '50')
})

test('passes input on and leaves words with spaces whole', async () => {
  const result = await runCommand(['sh', '-c', 'cat; echo "$1"', 'sh', 'a b'], { env, input: 'in\n' })
  assert.equal(result.stdout, 'in\na b\n')
})

test('writes a command the way a person would type it', () => {
  assert.equal(
    formatCommand(['docker', 'ps', '--filter', "label=a b'c"]),
    String.raw`docker ps --filter 'label=a b'\''c'`,
  )
})
