/** Starts other programs for scripts: from lists of arguments, never from a shell line. */
import { createInterface } from 'node:readline'
import { execa, type Result } from 'execa'

export interface RunOptions {
  env: Readonly<Record<string, string>>
  cwd?: string
  /** Time limit. After it the program is killed and the exit code is 124. */
  timeoutMs?: number
  /** Receives each line of stdout and stderr as it arrives, without empty ones. */
  onLine?: (line: string) => void
  /** Text for stdin; default: empty. */
  input?: string
}

export interface CommandResult {
  argv: readonly string[]
  /** 127: the program cannot be started; 124: the time limit; 128 and more: ended by a signal. */
  exitCode: number
  stdout: string
  stderr: string
  /** The last lines of both outputs, in the order of arrival. */
  lastLines: readonly string[]
}

const KEPT_LINES = 20

/** The output as the program wrote it, in the given environment only. */
const PLAIN = {
  extendEnv: false,
  reject: false,
  stripFinalNewline: false,
  maxBuffer: Number.POSITIVE_INFINITY,
} as const

/** Runs a program to its end. A failure is a result, not an error. */
export async function runCommand(argv: readonly string[], options: RunOptions): Promise<CommandResult> {
  const [program = '', ...args] = argv
  const lastLines: string[] = []
  const takeLine = (text: string) => {
    const line = text.trimEnd()
    if (line === '') return
    lastLines.push(line)
    if (lastLines.length > KEPT_LINES) lastLines.shift()
    options.onLine?.(line)
  }
  const limit = options.timeoutMs === undefined ? undefined : AbortSignal.timeout(options.timeoutMs)
  const subprocess = execa(program, args, {
    ...PLAIN,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    env: options.env,
    input: options.input ?? '',
    ...(limit && { cancelSignal: limit }),
    killSignal: 'SIGKILL',
    // The exit hook of execa would end this process on a signal, before a command has removed its clusters.
    cleanup: false,
  })
  const outputs = [subprocess.stdout, subprocess.stderr]
  // A grandchild can hold the pipes open after its parent was killed.
  limit?.addEventListener('abort', () => outputs.forEach((output) => output.destroy()))
  // readline ends a line at a carriage return too, so that progress bars become lines.
  const readers = outputs.map((input) => createInterface({ input }).on('line', takeLine))
  const result = await subprocess
  for (const reader of readers) reader.close()
  if (result.exitCode === undefined && result.signal === undefined) takeLine(result.originalMessage ?? '')
  return { argv, exitCode: exitCodeOf(result), stdout: result.stdout, stderr: result.stderr, lastLines }
}

function exitCodeOf({ isCanceled, exitCode, signal }: Pick<Result, 'isCanceled' | 'exitCode' | 'signal'>): number {
  if (isCanceled) return 124
  if (exitCode !== undefined) return exitCode
  if (signal === undefined) return 127
  return signal === 'SIGINT' ? 130 : 137
}

/** Starts a program that has this terminal. It gets as much time to end as it needs. */
export function startInTerminal([program = '', ...args]: readonly string[], options: Pick<RunOptions, 'env' | 'cwd'>) {
  return execa(program, args, { ...PLAIN, ...options, stdio: 'inherit', forceKillAfterDelay: false })
}

/** The command as a person would type it. */
export function formatCommand(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ')
}
