import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { CappedOutput, DEFAULT_MAX_OUTPUT_BYTES } from '#server/providers/capped-output.ts'
import { beforeDeadline } from '#server/providers/exec-deadline.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import type { Engine, RunningExec } from './engine.ts'

/** The node's own watchdog comes after ours: it is there for the case that the server dies meanwhile. */
const WATCHDOG_EXTRA_MS = 5_000
const KILL_DEADLINE_MS = 10_000

/**
 * Kills what carries the marker in its environment, whatever sessions and groups it has made. Three looks, for a process that forks meanwhile.
 * The marker comes as an argument, so that this script does not find itself.
 */
const KILL_MARKED = `for look in 1 2 3; do
  for file in /proc/[0-9]*/environ; do
    if tr '\\0' '\\n' < "$file" | grep -qxF "KINDLAB_EXEC=$1"; then
      pid=\${file#/proc/}
      kill -KILL "\${pid%/environ}"
    fi
  done
done 2>/dev/null
:`

/** Runs one command in a node container to its end. */
export async function execInNode(engine: Engine, containerId: string, options: ExecOptions): Promise<ExecResult> {
  const { argv, env, stdin, timeoutMs, signal } = options
  signal?.throwIfAborted()
  const startedAt = performance.now()
  const marker = randomBytes(16).toString('hex')
  const watchdogSeconds = (timeoutMs + WATCHDOG_EXTRA_MS) / 1000
  const exec = await engine.startExec(containerId, {
    argv: ['timeout', '--kill-after=1', String(watchdogSeconds), ...argv],
    env: { ...env, KINDLAB_EXEC: marker },
  })
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = new CappedOutput(limit)
  const stderr = new CappedOutput(limit)
  exec.demultiplex({ stdout: sinkOf(stdout), stderr: sinkOf(stderr) })
  exec.stream.end(stdin)
  try {
    const exitCode = await beforeDeadline(endOf(exec), { name: argv[0] ?? '', timeoutMs, signal })
    const isTruncated = stdout.isTruncated || stderr.isTruncated
    const durationMs = performance.now() - startedAt
    return { exitCode, stdout: stdout.text(), stderr: stderr.text(), isTruncated, durationMs }
  } catch (error) {
    exec.stream.destroy()
    await killMarked(engine, containerId, marker)
    throw error
  }
}

async function endOf(exec: RunningExec): Promise<number> {
  // An engine that goes away cuts the stream: what it says about the exec then is what counts.
  await finished(exec.stream, { writable: false }).catch(() => undefined)
  return waitFor({
    name: 'ended',
    deadlineMs: 2_000,
    pauseMs: 20,
    observe: async () => {
      const exitCode = await exec.exitCode()
      return exitCode === undefined ? { isDone: false, last: 'running' } : { isDone: true, value: exitCode }
    },
  })
}

async function killMarked(engine: Engine, containerId: string, marker: string): Promise<void> {
  const argv = ['timeout', '-s', 'KILL', '8', 'sh', '-c', KILL_MARKED, 'sh', marker]
  try {
    const killer = await engine.startExec(containerId, { argv, env: {} })
    killer.stream.resume()
    killer.stream.end()
    await finished(killer.stream, { writable: false, signal: AbortSignal.timeout(KILL_DEADLINE_MS) })
  } catch {
    // The node is gone or hangs: the error that brought us here is the one to tell.
  }
}

function sinkOf(output: CappedOutput): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      output.push(chunk)
      done()
    },
  })
}
