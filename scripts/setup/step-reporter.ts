import { formatDuration } from './format-duration.ts'

/** What a step can say while it runs. */
export interface Progress {
  /** What is going on now; the next one takes its place. */
  line: (text: string) => void
  /** Something that stays on the screen. */
  note: (text: string) => void
  /** Asks a person; true where nobody can be asked. */
  confirm: (question: string) => Promise<boolean>
}

export interface Outcome<T> {
  value: T
  /** What is there now, for example `26.1.5 answers`. */
  text: string
  mark: 'done' | 'unchanged' | 'warned'
}

export interface ReporterOptions {
  write: (text: string) => void
  /** On a terminal one line is kept up to date; elsewhere a line is printed now and then. */
  isTerminal: boolean
  columns: number
  nowMs: () => number
  confirm: (question: string) => Promise<boolean>
}

const SIGNS = { done: '✓', unchanged: '·', warned: '!' } as const
const TERMINAL_REFRESH_MS = 500
/** Often enough to see that it lives, seldom enough for a log. */
const LOG_REFRESH_MS = 15_000

/** Runs steps, one after the other or side by side, and says what they do and how long they took. */
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
  /** This one and those beside it: they share the line that is kept up to date, and each says whose its notes are. */
  private readonly running: Set<StepDisplay>
  private readonly beganAtMs: number
  private ticker: NodeJS.Timeout | undefined
  private current = ''
  private isNews = true

  constructor(name: string, options: ReporterOptions, running: Set<StepDisplay>) {
    this.name = name
    this.options = options
    this.running = running
    this.beganAtMs = options.nowMs()
    this.start()
  }

  readonly line = (text: string): void => {
    this.isNews ||= text !== this.current
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
    } else if (this.isNews) {
      this.options.write(`${this.status()}\n`)
    }
    this.isNews = false
  }

  private clear(): void {
    if (this.options.isTerminal) this.options.write('\r\u001B[K')
  }
}
