import assert from 'node:assert/strict'
import test from 'node:test'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'
import type { ContractRun } from './provider-contract-options.ts'

/** Prints the command lines of all processes on a node. */
const LIST_COMMANDS = 'for f in /proc/[0-9]*/cmdline; do tr "\\0" " " < $f; echo; done 2>/dev/null'

export async function listCommands(sandbox: Sandbox, node: ExecOptions['node']): Promise<string[]> {
  const argv = ['sh', '-c', LIST_COMMANDS]
  const { stdout } = await sandbox.exec({ node, argv, timeoutMs: 10_000, maxOutputBytes: 4_000_000 })
  return stdout.split('\n')
}

export async function isRunning(sandbox: Sandbox, node: ExecOptions['node'], command: string): Promise<boolean> {
  return (await listCommands(sandbox, node)).some((line) => line.startsWith(command))
}

export function testExec(run: ContractRun): void {
  const exec = (options: Omit<ExecOptions, 'node' | 'timeoutMs'> & { timeoutMs?: number }): Promise<ExecResult> =>
    run.sandbox().exec({ node: run.node(), timeoutMs: 10_000, ...options })

  test('exec passes arguments unchanged', async () => {
    const { stdout, exitCode } = await exec({ argv: ['echo', 'a  b', '$HOME', '`id`', "'quoted'", '*'] })
    assert.equal(stdout, "a  b $HOME `id` 'quoted' *\n")
    assert.equal(exitCode, 0)
  })

  test('exec streams 1 MB of stdin and closes it', async () => {
    const stdin = 'kindlab é\n'.repeat(90_000)
    const { stdout, isTruncated } = await exec({ argv: ['cat'], stdin, maxOutputBytes: 2_000_000 })
    assert.equal(stdout.length, stdin.length)
    assert.equal(stdout, stdin)
    assert.equal(isTruncated, false)
  })

  test('exec adds variables to the environment', async () => {
    assert.match((await exec({ argv: ['env'], env: { LESSON: 'a b=c' } })).stdout, /^LESSON=a b=c$/m)
  })

  test('exec returns the exit code', async () => {
    assert.equal((await exec({ argv: ['sh', '-c', 'exit 7'] })).exitCode, 7)
    assert.equal((await exec({ argv: ['sh', '-c', 'exit 124'] })).exitCode, 124)
  })

  test('exec of a missing program returns 127 and an error on stderr', async () => {
    const { exitCode, stderr } = await exec({ argv: ['no-such-program'] })
    assert.equal(exitCode, 127)
    assert.match(stderr, /no-such-program/)
  })

  test('exec drops output beyond the limit and lets the command finish', async () => {
    const { stdout, isTruncated, exitCode } = await exec({ argv: ['seq', '1', '100000'], maxOutputBytes: 1000 })
    assert.equal(isTruncated, true)
    assert.equal(Buffer.byteLength(stdout), 1000)
    assert.ok(stdout.startsWith('1\n2\n3\n'))
    assert.equal(exitCode, 0)
  })

  test('exec on a node that the sandbox does not have throws sandbox.gone', async () => {
    const gone = run.sandbox().exec({ node: 'worker', argv: ['true'], timeoutMs: 1_000 })
    if (run.options.nodeCount === 1) await assert.rejects(gone, { code: 'sandbox.gone' })
    else assert.equal((await gone).exitCode, 0)
  })
}

export function testExecLimits(run: ContractRun): void {
  test('exec throws exec.timeout with the name of a late command', async () => {
    const startedAt = Date.now()
    const late = run.sandbox().exec({ node: run.node(), argv: ['sleep', '31415'], timeoutMs: 400 })
    await assert.rejects(late, { code: 'exec.timeout', detail: /sleep/ })
    assert.ok(Date.now() - startedAt < 5_000)
  })

  test('exec ends a command that prints without an end, before its time limit', async () => {
    for (const script of ['yes', 'yes >&2']) {
      const flood = run.sandbox().exec({ node: run.node(), argv: ['bash', '-c', script], timeoutMs: 60_000 })
      await assert.rejects(flood, { code: 'exec.timeout', detail: /without an end/ })
    }
  })

  test('an aborted exec throws the reason of the signal', async () => {
    const signal = AbortSignal.timeout(300)
    const aborted = run.sandbox().exec({ node: run.node(), argv: ['sleep', '31416'], timeoutMs: 60_000, signal })
    await assert.rejects(aborted, { name: 'TimeoutError' })
  })
}

export function testExecProcesses(run: ContractRun): void {
  test('a late or aborted command leaves no process, descendants included', async () => {
    const sandbox = run.sandbox()
    const node = run.node()
    const argv = ['sh', '-c', 'sleep 31417 & setsid sleep 31418 & wait']
    await assert.rejects(sandbox.exec({ node, argv, timeoutMs: 700 }), { code: 'exec.timeout' })
    const signal = AbortSignal.timeout(700)
    await assert.rejects(sandbox.exec({ node, argv, timeoutMs: 60_000, signal }), { name: 'TimeoutError' })
    for (const command of ['sleep 31415', 'sleep 31416', 'sleep 31417', 'sleep 31418']) {
      assert.equal(await isRunning(sandbox, node, command), false, command)
    }
  })

  test('exec separates stdout and stderr byte for byte', async () => {
    const script = 'for i in 1 2 3; do echo out $i; echo err $i >&2; done; head -c 50000 /dev/zero | tr "\\0" x >&2'
    const { stdout, stderr } = await run
      .sandbox()
      .exec({ node: run.node(), argv: ['sh', '-c', script], timeoutMs: 9_000 })
    assert.equal(stdout, 'out 1\nout 2\nout 3\n')
    assert.equal(stderr, `err 1\nerr 2\nerr 3\n${'x'.repeat(50_000)}`)
  })
}
