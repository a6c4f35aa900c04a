import { beforeDeadline } from '#server/providers/exec-deadline.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'
import { CappedOutput, DEFAULT_MAX_OUTPUT_BYTES } from '#server/providers/capped-output.ts'
import { runCommand, runLine } from './fake-commands.ts'

export interface FakeExecReply {
  exitCode?: number
  stdout?: string
  stderr?: string
}

/** Answers an exec. `undefined`: the fake's own few programs answer. A promise that never settles is a command that hangs. */
export type FakeExecHandler = (options: ExecOptions) => FakeExecReply | undefined | Promise<FakeExecReply | undefined>

export async function fakeExec(options: ExecOptions, handler: FakeExecHandler, now: () => number): Promise<ExecResult> {
  const startedAt = now()
  const { argv, timeoutMs, signal } = options
  const reply = await beforeDeadline(answer(options, handler), { name: argv[0] ?? '', timeoutMs, signal })
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = capped(reply.stdout ?? '', limit)
  const stderr = capped(reply.stderr ?? '', limit)
  return {
    exitCode: reply.exitCode ?? 0,
    stdout: stdout.text(),
    stderr: stderr.text(),
    isTruncated: stdout.isTruncated || stderr.isTruncated,
    durationMs: now() - startedAt,
  }
}

async function answer(options: ExecOptions, handler: FakeExecHandler): Promise<FakeExecReply> {
  return (await handler(options)) ?? (await runProgram(options))
}

async function runProgram({ argv, stdin, env }: ExecOptions): Promise<FakeExecReply> {
  const [name, first, second] = argv
  const context = { pid: 1, cols: 0, rows: 0 }
  if (name === 'cat') return { stdout: typeof stdin === 'string' ? stdin : new TextDecoder().decode(stdin) }
  if (name === 'env') return { stdout: listEnvironment(env ?? {}) }
  if (name === 'sleep') return new Promise(() => undefined)
  if (name === 'sh' && first === '-c') {
    const { output, exitCode } = runLine(second ?? '', context)
    return { stdout: output, exitCode }
  }
  const { output, exitCode } = runCommand(argv, context)
  return exitCode === 127 ? { stderr: output, exitCode } : { stdout: output, exitCode }
}

function listEnvironment(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

function capped(text: string, maxBytes: number): CappedOutput {
  const output = new CappedOutput(maxBytes)
  output.push(Buffer.from(text))
  return output
}
