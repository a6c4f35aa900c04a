import headless from '@xterm/headless'
import type { Screen, ShellMark } from './screen.ts'

/** A real emulator without a page, for tests. */
export class HeadlessScreen implements Screen {
  readonly marks: ShellMark[] = []
  readonly #terminal: headless.Terminal
  #isTyping = false

  constructor(size: { cols: number; rows: number } = { cols: 80, rows: 24 }) {
    this.#terminal = new headless.Terminal({ ...size, allowProposedApi: true, logLevel: 'off' })
  }

  get cols(): number {
    return this.#terminal.cols
  }

  get rows(): number {
    return this.#terminal.rows
  }

  get buffer(): Screen['buffer'] {
    return this.#terminal.buffer
  }

  write(data: string | Uint8Array, parsed?: () => void): void {
    this.#terminal.write(data, parsed)
  }

  reset(): void {
    this.#terminal.reset()
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows)
  }

  mark(mark: ShellMark): void {
    this.marks.push(mark)
  }

  onData(listener: (text: string, isTyped: boolean) => void): { dispose(): void } {
    return this.#terminal.onData((text) => listener(text, this.#isTyping))
  }

  onBinary(listener: (bytes: string, isTyped: boolean) => void): { dispose(): void } {
    return this.#terminal.onBinary((bytes) => listener(bytes, this.#isTyping))
  }

  /** Input of the learner. */
  type(text: string): void {
    this.#isTyping = true
    this.#terminal.input(text, true)
    this.#isTyping = false
  }

  /** Resolves when all output written so far is parsed. */
  parsed(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve))
  }

  /** All text, scrollback included, without trailing blank lines. */
  text(): string {
    const { active } = this.#terminal.buffer
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
    return lines.join('\n').trimEnd()
  }
}
