/** The one way in which scripts start other programs: argv lists, never a shell line. */
import { spawn } from 'node:child_process'
import { LineReader } from './line-reader.ts'

export interface RunOptions {
  env: Readonly<Record<string, string>>
  cwd?: string
  /** After this the program is killed and the exit code is 124. */
  timeoutMs?: number
  /** Called with every line of stdout and stderr as it comes. */
  onLine?: (line: string) => void
  /** Goes to stdin, which is otherwise empty. */
  input?: string
}

export interface CommandResult {
  argv: readonly string[]
  /** 127: there is no such program; 124: it did not end in time; 128 and more: ended by a signal. */
  exitCode: number
  stdout: string
  stderr: string
  /** The end of both outputs, in the order in which they came. */
  lastLines: readonly string[]
}

const KEPT_LINES = 20
/** Build logs may be large; nothing that we parse is. */
const KEPT_CHARACTERS = 4_000_000

/** Runs a program to its end. A failure is a result, not an error. */
export function runCommand(argv: readonly string[], options: RunOptions): Promise<CommandResult> {
  const [program = '', ...args] = argv
  const output = { stdout: '', stderr: '' }
  const lastLines: string[] = []
  const keep = (line: string) => {
    lastLines.push(line)
    if (lastLines.length > KEPT_LINES) lastLines.shift()
    options.onLine?.(line)
  }

  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: 'pipe' })
    let isLate = false
    const finish = (exitCode: number) => {
      clearTimeout(deadline)
      for (const reader of readers) reader.end()
      resolve({ argv, exitCode: isLate ? 124 : exitCode, ...output, lastLines })
    }
    const readers = (['stdout', 'stderr'] as const).map((name) => {
      const reader = new LineReader(keep)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] = (output[name] + text).slice(-KEPT_CHARACTERS)
        reader.push(text)
      })
      return reader
    })
    const deadline = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
      // A grandchild may hold the pipes open: what it still says is of no interest.
      child.stdout.destroy()
      child.stderr.destroy()
    }, options.timeoutMs ?? 2_147_483_647)

    child.on('error', (error) => {
      keep(error.message)
      finish(127)
    })
    child.on('close', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 137)))
    // A program that does not read its input closes the pipe: not our failure.
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
  })
}

/** How a person would type it. */
export function formatCommand(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ')
}
