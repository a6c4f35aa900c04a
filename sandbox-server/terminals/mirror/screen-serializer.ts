import { SerializeAddon } from '@xterm/addon-serialize'
import type { IBuffer, IBufferCell, IBufferLine, Terminal } from '@xterm/headless'
import { backgroundOf, PLAIN, styleOf } from './cell-style.ts'

/** A range between two lines contains no cell, so the add-on returns only the pen. (A line number beyond the buffer would wrap around.) */
const NO_LINE = { start: 0.5, end: 0.5 }

/** With more text than this, the scrollback ends: 1 MiB takes about 50 ms, and the thread's watchdog waits for 1 s. */
const MAX_HISTORY_CHARACTERS = 1_048_576

interface SerializedLine {
  text: string
  /** The cursor is beyond the last column afterwards. */
  isFull: boolean
  /** One column is left. */
  isOneShort: boolean
}

/**
 * Serializes a screen as text that shows the same cells in an empty terminal of the same size. The serialize add-on serves only for the pen
 * (the style of the next character), which no public API gives. For cells it is not usable: it loses coloured empty lines and a pending wrap.
 */
export class ScreenSerializer {
  readonly #terminal: Terminal
  readonly #addon = new SerializeAddon()
  readonly #cell: IBufferCell

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    this.#cell = terminal.buffer.normal.getNullCell()
    terminal.loadAddon(this.#addon)
  }

  /** The cells of the normal screen, with up to `scrollbackLines` of scrollback. */
  normalScreen(scrollbackLines: number): string {
    const { normal } = this.#terminal.buffer
    return this.#lines(normal, Math.max(0, normal.baseY - scrollbackLines), normal.baseY + this.#terminal.rows)
  }

  alternateScreen(): string {
    return this.#lines(this.#terminal.buffer.alternate, 0, this.#terminal.rows)
  }

  /** A pending wrap (cursor beyond the last column) can only be restored by printing the last column again. */
  pendingWrap(): string {
    const { active } = this.#terminal.buffer
    const { cols } = this.#terminal
    const line = active.getLine(active.baseY + active.cursorY)
    if (active.cursorX < cols || line === undefined) return ''
    const isWide = line.getCell(cols - 1)?.getWidth() === 0
    const cell = line.getCell(isWide ? cols - 2 : cols - 1)
    if (cell === undefined || cell.getChars() === '') return ''
    return `${isWide ? '\u001B[D' : ''}${styleOf(cell)}${cell.getChars()}`
  }

  pen(): string {
    return `${PLAIN}${this.#addon.serialize({ range: NO_LINE, excludeModes: true, excludeAltBuffer: true })}`
  }

  #lines(buffer: IBuffer, first: number, end: number): string {
    const lines = this.#newestLines(buffer, first, end)
    let text = ''
    let previous: SerializedLine | undefined
    for (const { line, cells } of lines) {
      const firstWidth = widthOfFirst(line)
      // A wrapped line is restored by printing without a line break.
      const isContinued =
        line.isWrapped &&
        firstWidth > 0 &&
        (previous?.isFull === true || (previous?.isOneShort === true && firstWidth === 2))
      if (previous !== undefined && !isContinued) text += `${PLAIN}\r\n`
      previous = cells
      text += cells.text
    }
    return `${text}${PLAIN}`
  }

  /** The last lines, among them the whole screen. The oldest ones are left out if the text becomes long: it costs time. */
  #newestLines(buffer: IBuffer, first: number, end: number): { line: IBufferLine; cells: SerializedLine }[] {
    const lines: { line: IBufferLine; cells: SerializedLine }[] = []
    let length = 0
    for (let index = end - 1; index >= first; index--) {
      if (length > MAX_HISTORY_CHARACTERS && index < end - this.#terminal.rows) break
      const line = buffer.getLine(index)
      if (line === undefined) continue
      const cells = this.#cells(line)
      length += cells.text.length
      lines.push({ line, cells })
    }
    return lines.toReversed()
  }

  /** The cells of one line. `isFull`: the cursor is beyond the last column afterwards. `isOneShort`: one column is left. */
  #cells(line: IBufferLine): SerializedLine {
    const { cols } = this.#terminal
    let text = ''
    let style = PLAIN
    let column = 0
    let cursor = 0
    while (column < cols) {
      const cell = line.getCell(column, this.#cell)
      if (cell === undefined) break
      if (isErased(cell)) {
        const empty = this.#emptyRun(line, column)
        if (empty.isColoured) {
          text += `${empty.style}\u001B[${empty.length}X`
          style = empty.style
        }
        column += empty.length
        if (column < cols) {
          text += `\u001B[${empty.length}C`
          cursor = column
        }
      } else {
        const wanted = styleOf(cell)
        if (wanted !== style) text += wanted
        style = wanted
        text += cell.getChars() || ' '
        column += Math.max(1, cell.getWidth())
        cursor = column
      }
    }
    if (style !== PLAIN) text += PLAIN
    return { text, isFull: cursor >= cols, isOneShort: cursor === cols - 1 }
  }

  #emptyRun(line: IBufferLine, from: number): { length: number; style: string; isColoured: boolean } {
    const style = backgroundOf(line.getCell(from, this.#cell) ?? this.#cell)
    let length = 1
    for (; from + length < this.#terminal.cols; length++) {
      const cell = line.getCell(from + length, this.#cell)
      if (cell === undefined || !isErased(cell) || backgroundOf(cell) !== style) break
    }
    return { length, style, isColoured: style !== PLAIN }
  }
}

/** Width of the line's first character in columns; 0: the first cell is empty. */
function widthOfFirst(line: IBufferLine): number {
  const cell = line.getCell(0)
  return cell === undefined || cell.getChars() === '' ? 0 : cell.getWidth()
}

/** Empty and without style, except a background. Half of an overwritten wide character is empty too, but keeps its style: it counts as a blank. */
function isErased(cell: IBufferCell): boolean {
  return cell.getWidth() === 1 && cell.getChars() === '' && styleOf(cell) === backgroundOf(cell)
}
