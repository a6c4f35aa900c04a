import assert from 'node:assert/strict'
import test from 'node:test'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'
import type { ContractRun } from './provider-contract-options.ts'

/** Command lines of every process on a node, for finding those that should be gone. */
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

  test('[P10] exec passes arguments on as they are', async () => {
    const { stdout, exitCode } = await exec({ argv: ['echo', 'a  b', '$HOME', '`id`', "'quoted'", '*'] })
    assert.equal(stdout, "a  b $HOME `id` 'quoted' *\n")
    assert.equal(exitCode, 0)
  })

  test('[P11] exec streams a megabyte of stdin, and its end', async () => {
    const stdin = 'kindlab é\n'.repeat(90_000)
    const { stdout, isTruncated } = await exec({ argv: ['cat'], stdin, maxOutputBytes: 2_000_000 })
    assert.equal(stdout.length, stdin.length)
    assert.equal(stdout, stdin)
    assert.equal(isTruncated, false)
  })

  test('[P12] exec adds to the environment', async () => {
    assert.match((await exec({ argv: ['env'], env: { LESSON: 'a b=c' } })).stdout, /^LESSON=a b=c$/m)
  })

  test('[P13] exec tells the exit code', async () => {
    assert.equal((await exec({ argv: ['sh', '-c', 'exit 7'] })).exitCode, 7)
    assert.equal((await exec({ argv: ['sh', '-c', 'exit 124'] })).exitCode, 124)
  })

  test('[P14] exec of a program that does not exist ends with 127 and says so on stderr', async () => {
    const { exitCode, stderr } = await exec({ argv: ['no-such-program'] })
    assert.equal(exitCode, 127)
    assert.match(stderr, /no-such-program/)
  })

  test('[P15] output beyond the limit is dropped, and the command runs to its end', async () => {
    const { stdout, isTruncated, exitCode } = await exec({ argv: ['seq', '1', '100000'], maxOutputBytes: 1000 })
    assert.equal(isTruncated, true)
    assert.equal(Buffer.byteLength(stdout), 1000)
    assert.ok(stdout.startsWith('1\n2\n3\n'))
    assert.equal(exitCode, 0)
  })

  test('[P16] a node that the sandbox does not have is gone', async () => {
    const gone = run.sandbox().exec({ node: 'worker', argv: ['true'], timeoutMs: 1_000 })
    if (run.options.nodeCount === 1) await assert.rejects(gone, { code: 'sandbox.gone' })
    else assert.equal((await gone).exitCode, 0)
  })
}

export function testExecEnding(run: ContractRun): void {
  test('[P17] a command that does not end in time is an error that names it', async () => {
    const startedAt = Date.now()
    const late = run.sandbox().exec({ node: run.node(), argv: ['sleep', '31415'], timeoutMs: 400 })
    await assert.rejects(late, { code: 'exec.timeout', detail: /sleep/ })
    assert.ok(Date.now() - startedAt < 5_000)
  })

  test('[P18] an aborted exec throws the reason', async () => {
    const signal = AbortSignal.timeout(300)
    const aborted = run.sandbox().exec({ node: run.node(), argv: ['sleep', '31416'], timeoutMs: 60_000, signal })
    await assert.rejects(aborted, { name: 'TimeoutError' })
  })
}

export function testExecProcesses(run: ContractRun): void {
  test('[P19] neither a late nor an aborted command leaves a process, its children included', async () => {
    const sandbox = run.sandbox()
    const node = run.node()
    const argv = ['sh', '-c', 'sleep 31417 & setsid sleep 31418 & wait']
    await assert.rejects(sandbox.exec({ node, argv, timeoutMs: 700 }), { code: 'exec.timeout' })
    const signal = AbortSignal.timeout(700)
    await assert.rejects(sandbox.exec({ node, argv, timeoutMs: 60_000, signal }), { name: 'TimeoutError' })
    for (const command of ['sleep 31415', 'sleep 31416', 'sleep 31417', 'sleep 31418']) {
      // oxlint-disable-next-line no-await-in-loop -- one look at a time
      assert.equal(await isRunning(sandbox, node, command), false, command)
    }
  })

  test('[P20] exec keeps stdout and stderr apart, byte for byte', async () => {
    const script = 'for i in 1 2 3; do echo out $i; echo err $i >&2; done; head -c 50000 /dev/zero | tr "\\0" x >&2'
    const { stdout, stderr } = await run
      .sandbox()
      .exec({ node: run.node(), argv: ['sh', '-c', script], timeoutMs: 9_000 })
    assert.equal(stdout, 'out 1\nout 2\nout 3\n')
    assert.equal(stderr, `err 1\nerr 2\nerr 3\n${'x'.repeat(50_000)}`)
  })
}
