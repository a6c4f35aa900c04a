import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { CappedOutput, DEFAULT_MAX_OUTPUT_BYTES } from '#server/providers/capped-output.ts'
import { beforeDeadline } from '#server/providers/exec-deadline.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'
import { waitFor } from '#server/time/wait-for.ts'
import type { Engine, RunningExec } from './engine.ts'

/** The watchdog in the node fires after the server's own time limit. It ends the command if the server dies. */
const WATCHDOG_EXTRA_MS = 5_000
const KILL_DEADLINE_MS = 10_000

/**
 * The environment of every command of the server, which nothing in a learner's shell changes: programs of the node image before those of a learner,
 * credentials, settings and cache of its own, and a fixed language and time zone.
 */
const SERVER_ENVIRONMENT = {
  PATH: '/opt/kindlab/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin',
  HOME: '/var/lib/kindlab',
  KUBECONFIG: '/var/lib/kindlab/kubeconfig',
  KUBERC: 'off',
  CRI_CONFIG_FILE: '/opt/kindlab/crictl.yaml',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * Kills all processes with the marker in their environment, in any session and group. Three passes catch processes that fork meanwhile.
 * The marker is an argument, so that the script does not match itself.
 */
const KILL_MARKED = `for pass in 1 2 3; do
  for file in /proc/[0-9]*/environ; do
    if tr '\\0' '\\n' < "$file" | grep -qxF "KINDLAB_EXEC=$1"; then
      pid=\${file#/proc/}
      kill -KILL "\${pid%/environ}"
    fi
  done
done 2>/dev/null
:`

/** Implements `Sandbox.exec` for one node container. */
export async function execInNode(engine: Engine, containerId: string, options: ExecOptions): Promise<ExecResult> {
  const { argv, env, stdin, timeoutMs, signal } = options
  signal?.throwIfAborted()
  const startedAt = performance.now()
  const marker = randomBytes(16).toString('hex')
  const watchdogSeconds = (timeoutMs + WATCHDOG_EXTRA_MS) / 1000
  const exec = await engine.startExec(containerId, {
    argv: ['timeout', '--kill-after=1', String(watchdogSeconds), ...argv],
    env: { ...SERVER_ENVIRONMENT, ...env, KINDLAB_EXEC: marker },
  })
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = new CappedOutput(limit)
  const stderr = new CappedOutput(limit)
  exec.demultiplex({ stdout: sinkOf(stdout), stderr: sinkOf(stderr) })
  exec.stream.end(stdin)
  try {
    const ended = Promise.race([endOf(exec), stdout.flood, stderr.flood])
    const exitCode = await beforeDeadline(ended, { name: argv[0] ?? '', timeoutMs, signal })
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
  // A cut stream is no result: only the engine's record of the exec says whether the command ended.
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
    const killer = await engine.startExec(containerId, { argv, env: SERVER_ENVIRONMENT })
    killer.stream.resume()
    killer.stream.end()
    await finished(killer.stream, { writable: false, signal: AbortSignal.timeout(KILL_DEADLINE_MS) })
  } catch {
    // The node is gone or hangs. The caller reports the original error.
  }
}

export interface NodeCommand {
  /** For the error message that the operator reads. */
  name: string
  argv: readonly string[]
  stdin?: string
  timeoutMs: number
  signal: AbortSignal
}

/**
 * Runs a command that has to exit with 0, and returns its stdout.
 * @throws KindlabError `sandbox.boot_failed` with the last line of its output; on abort the signal's reason
 */
export async function runInNode(engine: Engine, containerId: string, command: NodeCommand): Promise<string> {
  const { name, stdin = '', ...options } = command
  const result = await execInNode(engine, containerId, { node: 'control-plane', stdin, ...options })
  if (result.exitCode === 0) return result.stdout
  const last = (result.stderr.trim() || result.stdout.trim()).split('\n').at(-1) ?? ''
  throw new KindlabError('sandbox.boot_failed', { detail: `${name} ended with ${result.exitCode}: ${last}` })
}

function sinkOf(output: CappedOutput): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      output.push(chunk)
      done()
    },
  })
}
