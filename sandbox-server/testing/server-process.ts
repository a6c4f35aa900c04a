import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { waitFor } from '#server/time/wait-for.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const Started = z.object({ msg: z.literal('server.started'), origin: z.string() })
const HOOKS = ['throw-on-signal.ts', 'process-probe.ts'].map((name) => new URL(name, import.meta.url).href)
/** For a collection in each thread. */
const COLLECT_MS = 2_500
/** See proc(5), clear_refs. */
const RESET_PEAK = '5'
const Slice = z.object({ ms: z.number() })

interface ServerProcessParts {
  child: ChildProcess
  lines: string[]
  home: string
  origin: string
  dispose: () => Promise<void>
}

/** The real server in a child process, with the provider `local` and a data folder of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly origin: string
  /** Home of the operator, and working folder of the shells. */
  readonly home: string
  readonly #child: ChildProcess
  readonly #lines: string[]
  readonly #exited: Promise<unknown[]>
  readonly #dispose: () => Promise<void>

  private constructor(parts: ServerProcessParts) {
    this.home = parts.home
    this.#child = parts.child
    this.#lines = parts.lines
    this.origin = parts.origin
    this.#dispose = parts.dispose
    this.#exited = once(parts.child, 'exit')
  }

  /** `path`: folders with programs, before the system's. */
  static async start({ path = [] }: { path?: readonly string[] } = {}): Promise<ServerProcess> {
    const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-process-'))
    const child = spawn(process.execPath, ['--expose-gc', ...HOOKS.flatMap((hook) => ['--import', hook]), MAIN], {
      env: {
        PATH: [...path, '/usr/bin', '/bin'].join(':'),
        HOME: folder.path,
        KINDLAB_PORT: '0',
        KINDLAB_DATA: folder.path,
        KINDLAB_PROVIDER: 'local',
        KINDLAB_LOCAL_ACCESS: 'open',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines: string[] = []
    const { promise: origin, resolve, reject } = Promise.withResolvers<string>()
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      const started = Started.safeParse(JSON.parse(line))
      if (started.success) resolve(started.data.origin)
    })
    child.once('exit', () => reject(new Error(`the server did not start: ${lines.join('; ')}`)))
    const dispose = () => folder[Symbol.asyncDispose]()
    return new ServerProcess({ child, lines, home: folder.path, origin: await origin, dispose })
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Memory after a collection of the garbage. */
  async residentMiB(): Promise<number> {
    this.kill('SIGPWR')
    await sleep(COLLECT_MS)
    return this.#readMiB('VmRSS')
  }

  /** The most memory since the last call, with garbage. */
  async takePeakMiB(): Promise<number> {
    const peakMiB = await this.#readMiB('VmHWM')
    await writeFile(`/proc/${this.#child.pid}/clear_refs`, RESET_PEAK)
    return peakMiB
  }

  async #readMiB(row: 'VmRSS' | 'VmHWM'): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(new RegExp(`^${row}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024
  }

  /** The longest slice of the main thread since the last call. */
  async takeLongestSliceMs(): Promise<number> {
    const known = this.logged('test.longest_slice').length
    this.kill('SIGIO')
    return waitFor({
      name: 'longest slice',
      deadlineMs: 60_000,
      pauseMs: 5,
      observe: async () => {
        const line = this.logged('test.longest_slice')[known]
        if (line === undefined) return { isDone: false, last: 'no answer' }
        return { isDone: true, value: Slice.parse(JSON.parse(line)).ms }
      },
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Closes the pipe of the log: the next line cannot be written. */
  closeLog(): void {
    this.#child.stdout?.destroy()
  }

  /** Resolves with the exit code once the process has ended. */
  async exitCode(): Promise<unknown> {
    const [code] = await this.#exited
    return code
  }

  /** Lines of the log with this event. */
  logged(event: string): string[] {
    return this.#lines.filter((line) => line.includes(`"msg":"${event}"`))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
    await this.#dispose()
  }
}
