import type { IBuffer, IMarker } from '@xterm/xterm'
import type { ShellMark } from './screen.ts'

/** One command of the shell, as far as the screen still holds it. */
export interface LoggedCommand {
  readonly id: number
  readonly text: string
  /** Undefined while it runs. */
  readonly exitCode: number | undefined
  /** Undefined when its lines have left the scrollback. */
  readonly output: string | undefined
}

/** What is needed of an emulator: xterm.js in a page, its headless twin in a test. */
export interface MarkedTerminal {
  /** Undefined while a program has the alternate screen. */
  registerMarker(): IMarker | undefined
  readonly buffer: { readonly active: IBuffer }
}

interface Place {
  marker: IMarker
  column: number
}

interface Entry {
  id: number
  text: string
  exitCode?: number
  begin: IMarker
  end?: Place
}

/** Each entry keeps two markers, which the emulator moves with every line that leaves the scrollback. */
const MAX_COMMANDS = 100

/** Knows where on the screen each command and its output stand, from the shell's marks. */
export class CommandLog {
  readonly #terminal: MarkedTerminal
  #entries: Entry[] = []
  #input: Place | undefined
  #nextId = 1

  constructor(terminal: MarkedTerminal) {
    this.#terminal = terminal
  }

  /** Everything before the mark has been parsed, and nothing after it. */
  mark({ mark, exit }: ShellMark): void {
    if (mark === 'B') this.#input = this.#here()
    else if (mark === 'C') this.#began()
    else if (mark === 'D') this.#ended(exit ?? 0)
  }

  /** The screen was drawn anew: what stood where is not known any more. */
  clear(): void {
    for (const { begin, end } of this.#entries) {
      begin.dispose()
      end?.marker.dispose()
    }
    this.#entries = []
    this.#input = undefined
  }

  /** The newest first. */
  commands(): LoggedCommand[] {
    return this.#entries
      .map((entry) => ({
        id: entry.id,
        text: entry.text,
        exitCode: entry.exitCode,
        output: this.#textBetween({ marker: entry.begin, column: 0 }, entry.end ?? this.#cursor()),
      }))
      .toReversed()
  }

  #began(): void {
    const begin = this.#terminal.registerMarker()
    if (begin === undefined) return
    const text = this.#input === undefined ? undefined : this.#textBetween(this.#input, this.#cursor())
    this.#input?.marker.dispose()
    this.#input = undefined
    this.#entries.push({ id: this.#nextId++, text: text?.trim() ?? '', begin })
    for (const { begin: marker, end } of this.#entries.splice(0, Math.max(0, this.#entries.length - MAX_COMMANDS))) {
      marker.dispose()
      end?.marker.dispose()
    }
  }

  #ended(exitCode: number): void {
    const last = this.#entries.at(-1)
    if (last === undefined || last.exitCode !== undefined) return
    const end = this.#here()
    this.#entries[this.#entries.length - 1] = { ...last, exitCode, ...(end === undefined ? {} : { end }) }
  }

  #here(): Place | undefined {
    const marker = this.#terminal.registerMarker()
    return marker === undefined ? undefined : { marker, column: this.#terminal.buffer.active.cursorX }
  }

  #cursor(): { line: number; column: number } {
    const { baseY, cursorY, cursorX } = this.#terminal.buffer.active
    return { line: baseY + cursorY, column: cursorX }
  }

  #textBetween(from: Place, to: Place | { line: number; column: number }): string | undefined {
    const last = 'marker' in to ? to.marker.line : to.line
    if (from.marker.isDisposed || from.marker.line < 0 || last < 0) return undefined
    const { active } = this.#terminal.buffer
    const lines: string[] = []
    for (let row = from.marker.line; row <= last; row++) {
      const line = active.getLine(row)
      const start = row === from.marker.line ? from.column : 0
      const text = line?.translateToString(row !== last, start, row === last ? to.column : undefined) ?? ''
      // A line that is longer than the screen is wide is one line all the same.
      if (line?.isWrapped === true && lines.length > 0) lines.push((lines.pop() ?? '') + text)
      else lines.push(text)
    }
    return lines.join('\n').trimEnd()
  }
}
