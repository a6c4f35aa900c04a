import { beforeDeadline } from '#server/providers/exec-deadline.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'
import { CappedOutput, DEFAULT_MAX_OUTPUT_BYTES } from '#server/providers/capped-output.ts'
import { runCommand, runLine } from './fake-commands.ts'

/** As much of the output of `yes` as no provider reads. */
const FLOOD = 'y\n'.repeat(1_000_000)

export interface FakeExecReply {
  exitCode?: number
  stdout?: string
  stderr?: string
}

/** Returns the result of an exec. `undefined` selects the built-in programs. A promise that never settles is a hanging command. */
export type FakeExecHandler = (
  options: ExecOptions,
  sandboxId: string,
) => FakeExecReply | undefined | Promise<FakeExecReply | undefined>

type Handler = (options: ExecOptions) => ReturnType<FakeExecHandler>

export async function fakeExec(options: ExecOptions, handler: Handler, now: () => number): Promise<ExecResult> {
  const startedAt = now()
  const { argv, timeoutMs, signal } = options
  const reply = await beforeDeadline(answer(options, handler), { name: argv[0] ?? '', timeoutMs, signal })
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = capped(reply.stdout ?? '', limit)
  const stderr = capped(reply.stderr ?? '', limit)
  await Promise.race([stdout.flood, stderr.flood, Promise.resolve()])
  return {
    exitCode: reply.exitCode ?? 0,
    stdout: stdout.text(),
    stderr: stderr.text(),
    isTruncated: stdout.isTruncated || stderr.isTruncated,
    durationMs: now() - startedAt,
  }
}

async function answer(options: ExecOptions, handler: Handler): Promise<FakeExecReply> {
  return (await handler(options)) ?? (await runProgram(options))
}

async function runProgram({ argv, stdin, env }: ExecOptions): Promise<FakeExecReply> {
  const [name, first, second] = argv
  const context = { pid: 1, cols: 0, rows: 0 }
  if (name === 'cat') return { stdout: typeof stdin === 'string' ? stdin : new TextDecoder().decode(stdin) }
  if (name === 'env') return { stdout: listEnvironment(env ?? {}) }
  if (name === 'bash' && second?.startsWith('yes'))
    return second.endsWith('>&2') ? { stderr: FLOOD } : { stdout: FLOOD }
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
