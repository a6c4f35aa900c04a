import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { CappedOutput, DEFAULT_MAX_OUTPUT_BYTES } from '#server/providers/capped-output.ts'
import { beforeDeadline } from '#server/providers/exec-deadline.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'
import { killMarked } from './local-processes.ts'

export interface LocalExecContext {
  workingDirectory: string
  environment: Readonly<Record<string, string>>
}

/** Exit code of a shell for a missing program. */
const NOT_FOUND = 127

export async function localExec(options: ExecOptions, context: LocalExecContext): Promise<ExecResult> {
  const { argv, env, stdin, timeoutMs, signal } = options
  signal?.throwIfAborted()
  const startedAt = performance.now()
  const marker = `KINDLAB_EXEC=${randomBytes(16).toString('hex')}`
  const [program = '', ...rest] = argv
  const child = spawn(program, rest, {
    cwd: context.workingDirectory,
    env: { ...context.environment, ...env, KINDLAB_EXEC: marker.slice('KINDLAB_EXEC='.length) },
  })
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = new CappedOutput(limit)
  const stderr = new CappedOutput(limit)
  child.stdout.on('data', (bytes: Uint8Array) => stdout.push(bytes))
  child.stderr.on('data', (bytes: Uint8Array) => stderr.push(bytes))
  // EPIPE: a program may exit without reading all of its input.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  try {
    const ended = Promise.race([endOf(child, stderr), stdout.flood, stderr.flood])
    const exitCode = await beforeDeadline(ended, { name: program, timeoutMs, signal })
    const isTruncated = stdout.isTruncated || stderr.isTruncated
    const durationMs = performance.now() - startedAt
    return { exitCode, stdout: stdout.text(), stderr: stderr.text(), isTruncated, durationMs }
  } catch (error) {
    child.stdout.destroy()
    child.stderr.destroy()
    await killMarked(marker)
    throw error
  }
}

function endOf(child: ChildProcess, stderr: CappedOutput): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  child.on('error', (error) => {
    stderr.push(Buffer.from(error.message))
    resolve(NOT_FOUND)
  })
  child.on('close', (code) => resolve(code ?? NOT_FOUND))
  return promise
}
