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

/** Runs steps one after the other and says what they do and how long they took. */
export class StepReporter {
  private readonly options: ReporterOptions

  constructor(options: ReporterOptions) {
    this.options = options
  }

  async step<T>(name: string, run: (progress: Progress) => Promise<Outcome<T>>): Promise<T> {
    const display = new StepDisplay(name, this.options)
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
  private readonly beganAtMs: number
  private ticker: NodeJS.Timeout | undefined
  private current = ''
  private isNews = true

  constructor(name: string, options: ReporterOptions) {
    this.name = name
    this.options = options
    this.beganAtMs = options.nowMs()
    this.start()
  }

  readonly line = (text: string): void => {
    this.isNews ||= text !== this.current
    this.current = text
  }

  readonly note = (text: string): void => {
    this.clear()
    this.options.write(`  ${text}\n`)
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
    this.ticker = setInterval(() => this.refresh(), everyMs)
  }

  private stop(): void {
    clearInterval(this.ticker)
    this.clear()
  }

  private refresh(): void {
    const elapsed = formatDuration(this.options.nowMs() - this.beganAtMs)
    const text = `▸ ${this.name} (${elapsed}) ${this.current}`.trimEnd()
    if (this.options.isTerminal) {
      this.options.write(`\r\u001B[K${text.slice(0, this.options.columns - 1)}`)
    } else if (this.isNews) {
      this.options.write(`${text}\n`)
    }
    this.isNews = false
  }

  private clear(): void {
    if (this.options.isTerminal) this.options.write('\r\u001B[K')
  }
}
