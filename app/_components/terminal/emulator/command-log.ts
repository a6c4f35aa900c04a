import type { IBuffer, IMarker } from '@xterm/xterm'
import type { ShellMark } from '../channel/screen.ts'

/** One command of the shell and the part of its output that is in the scrollback. */
export interface LoggedCommand {
  readonly id: number
  readonly text: string
  /** Undefined while it runs. */
  readonly exitCode: number | undefined
  /** Undefined once its lines have left the scrollback. */
  readonly output: string | undefined
}

/** The part of an emulator that the log needs: xterm.js in a page, headless xterm.js in tests. */
export interface MarkedTerminal {
  /** Undefined while a program uses the alternate screen. */
  registerMarker(): IMarker | undefined
  readonly buffer: { readonly active: IBuffer }
}

interface Position {
  marker: IMarker
  column: number
}

interface Entry {
  id: number
  text: string
  exitCode?: number
  begin: IMarker
  end?: Position
}

/** Limits the work per line: the emulator moves both markers of each entry when a line leaves the scrollback. */
const MAX_COMMANDS = 100

/** Finds each command and its output on the screen by the shell's marks. */
export class CommandLog {
  readonly #terminal: MarkedTerminal
  #entries: Entry[] = []
  #input: Position | undefined
  #nextId = 1

  constructor(terminal: MarkedTerminal) {
    this.#terminal = terminal
  }

  /** Call when the output before the mark is parsed, and nothing after it. */
  mark({ mark, exit }: ShellMark): void {
    if (mark === 'B') this.#input = this.#markPosition()
    else if (mark === 'C') this.#startCommand()
    else if (mark === 'D') this.#endCommand(exit ?? 0)
  }

  /** Forgets all commands: their positions are lost when the screen is redrawn. */
  clear(): void {
    for (const { begin, end } of this.#entries) {
      begin.dispose()
      end?.marker.dispose()
    }
    this.#entries = []
    this.#input = undefined
  }

  /** Newest first. */
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

  #startCommand(): void {
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

  #endCommand(exitCode: number): void {
    const last = this.#entries.at(-1)
    if (last === undefined || last.exitCode !== undefined) return
    const end = this.#markPosition()
    this.#entries[this.#entries.length - 1] = { ...last, exitCode, ...(end === undefined ? {} : { end }) }
  }

  #markPosition(): Position | undefined {
    const marker = this.#terminal.registerMarker()
    return marker === undefined ? undefined : { marker, column: this.#terminal.buffer.active.cursorX }
  }

  #cursor(): { line: number; column: number } {
    const { baseY, cursorY, cursorX } = this.#terminal.buffer.active
    return { line: baseY + cursorY, column: cursorX }
  }

  #textBetween(from: Position, to: Position | { line: number; column: number }): string | undefined {
    const last = 'marker' in to ? to.marker.line : to.line
    if (from.marker.isDisposed || from.marker.line < 0 || last < 0) return undefined
    const { active } = this.#terminal.buffer
    const lines: string[] = []
    for (let row = from.marker.line; row <= last; row++) {
      const line = active.getLine(row)
      const start = row === from.marker.line ? from.column : 0
      const text = line?.translateToString(row !== last, start, row === last ? to.column : undefined) ?? ''
      // Wrapped rows are one line.
      if (line?.isWrapped === true && lines.length > 0) lines.push((lines.pop() ?? '') + text)
      else lines.push(text)
    }
    return lines.join('\n').trimEnd()
  }
}
