import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from './environment.ts'
import { formatCommand, runCommand } from './run-command.ts'

const env = readEnvironment().variables

test('returns the exit code, both outputs and the last lines', async () => {
  const result = await runCommand(['sh', '-c', 'echo out; echo err >&2; exit 3'], { env })
  assert.equal(result.exitCode, 3)
  assert.equal(result.stdout, 'out\n')
  assert.equal(result.stderr, 'err\n')
  assert.deepEqual([...result.lastLines].toSorted(), ['err', 'out'])
})

test('returns 127 for a program that does not exist', async () => {
  const result = await runCommand(['kindlab-no-such-program'], { env })
  assert.equal(result.exitCode, 127)
  assert.match(result.lastLines.join(''), /ENOENT/)
})

test('returns 124 when a program exceeds its time limit, although a grandchild holds the pipes', async () => {
  const startedAtMs = performance.now()
  const result = await runCommand(['sh', '-c', 'sleep 30 & sleep 30'], { env, timeoutMs: 100 })
  assert.equal(result.exitCode, 124)
  assert.ok(performance.now() - startedAtMs < 20_000)
})

test('keeps the last twenty lines and reports each line as it arrives', async () => {
  const seen: string[] = []
  const result = await runCommand(['seq', '1', '50'], { env, onLine: (line) => seen.push(line) })
  assert.equal(seen.length, 50)
  assert.equal(result.lastLines.length, 20)
  assert.equal(result.lastLines.at(-1), '50')
})

test('a carriage return ends a line, and empty lines are left out', async () => {
  const result = await runCommand(['printf', String.raw`\n\n  \n 5%%\r 50%%\r100%%\r\nrest`], { env })
  assert.deepEqual(result.lastLines, [' 5%', ' 50%', '100%', 'rest'])
})

test('returns 137 and 130 for a program that a signal has ended', async () => {
  assert.equal((await runCommand(['sh', '-c', 'kill -KILL $$'], { env })).exitCode, 137)
  assert.equal((await runCommand(['sh', '-c', 'kill -INT $$'], { env })).exitCode, 130)
})

test('a program that does not read its input is no failure', async () => {
  assert.equal((await runCommand(['true'], { env, input: 'x'.repeat(1_000_000) })).exitCode, 0)
})

test('passes input on and does not split words at spaces', async () => {
  const result = await runCommand(['sh', '-c', 'cat; echo "$1"', 'sh', 'a b'], { env, input: 'in\n' })
  assert.equal(result.stdout, 'in\na b\n')
})

test('writes a command the way a person would type it', () => {
  assert.equal(
    formatCommand(['docker', 'ps', '--filter', "label=a b'c"]),
    String.raw`docker ps --filter 'label=a b'\''c'`,
  )
})
