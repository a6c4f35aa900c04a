import { formatDuration } from './format-duration.ts'

/** Output of a running step. */
export interface Progress {
  /** Current activity; the next one replaces it. */
  line: (text: string) => void
  /** A line that stays on the screen. */
  note: (text: string) => void
  /** Asks a person; true if no person can answer. */
  confirm: (question: string) => Promise<boolean>
}

export interface Outcome<T> {
  value: T
  /** Result, for example `26.1.5 answers`. */
  text: string
  mark: 'done' | 'unchanged' | 'warned'
}

export interface ReporterOptions {
  write: (text: string) => void
  /** On a terminal the reporter updates one line; elsewhere it prints a line now and then. */
  isTerminal: boolean
  columns: number
  nowMs: () => number
  confirm: (question: string) => Promise<boolean>
}

const SIGNS = { done: '✓', unchanged: '·', warned: '!' } as const
const TERMINAL_REFRESH_MS = 500
/** Shows that the step is running without filling a log. */
const LOG_REFRESH_MS = 15_000
/** After so many refreshes without a change the log gets a line too. */
const QUIET_REFRESHES = 4

/** Runs steps and prints their progress and durations. Not listr2: it would have no second user here. */
export class StepReporter {
  private readonly options: ReporterOptions
  private readonly running = new Set<StepDisplay>()

  constructor(options: ReporterOptions) {
    this.options = options
  }

  async step<T>(name: string, run: (progress: Progress) => Promise<Outcome<T>>): Promise<T> {
    const display = new StepDisplay(name, this.options, this.running)
    try {
      const outcome = await run(display)
      display.end(SIGNS[outcome.mark], outcome.text)
      return outcome.value
    } catch (error) {
      display.end('✗', '')
      throw error
    }
  }
}

class StepDisplay implements Progress {
  private readonly name: string
  private readonly options: ReporterOptions
  /** All running steps. They share the live line, and prefix their notes with their names. */
  private readonly running: Set<StepDisplay>
  private readonly beganAtMs: number
  private ticker: NodeJS.Timeout | undefined
  private current = ''
  private hasChanged = true
  private quietRefreshes = 0

  constructor(name: string, options: ReporterOptions, running: Set<StepDisplay>) {
    this.name = name
    this.options = options
    this.running = running
    this.beganAtMs = options.nowMs()
    this.start()
  }

  readonly line = (text: string): void => {
    this.hasChanged ||= text !== this.current
    this.current = text
  }

  readonly note = (text: string): void => {
    this.clear()
    this.options.write(this.running.size > 1 ? `  ${this.name} | ${text}\n` : `  ${text}\n`)
  }

  readonly confirm = async (question: string): Promise<boolean> => {
    this.stop()
    const answer = await this.options.confirm(question)
    this.start()
    return answer
  }

  end(sign: string, text: string): void {
    this.stop()
    const elapsed = formatDuration(this.options.nowMs() - this.beganAtMs)
    this.options.write(`${sign} ${text === '' ? this.name : `${this.name}: ${text}`} (${elapsed})\n`)
  }

  private start(): void {
    const everyMs = this.options.isTerminal ? TERMINAL_REFRESH_MS : LOG_REFRESH_MS
    this.running.add(this)
    this.ticker = setInterval(() => this.refresh(), everyMs)
  }

  private stop(): void {
    this.running.delete(this)
    clearInterval(this.ticker)
    this.clear()
  }

  private status(): string {
    const elapsed = formatDuration(this.options.nowMs() - this.beganAtMs)
    return `▸ ${this.name} (${elapsed}) ${this.current}`.trimEnd()
  }

  private refresh(): void {
    if (this.options.isTerminal) {
      const text = Array.from(this.running, (display) => display.status()).join('  ')
      this.options.write(`\r\u001B[K${text.slice(0, this.options.columns - 1)}`)
    } else if (this.hasChanged || this.quietRefreshes >= QUIET_REFRESHES) {
      this.options.write(`${this.status()}\n`)
      this.quietRefreshes = 0
    }
    this.quietRefreshes += 1
    this.hasChanged = false
  }

  private clear(): void {
    if (this.options.isTerminal) this.options.write('\r\u001B[K')
  }
}
