import { SerializeAddon } from '@xterm/addon-serialize'
import type { IBuffer, IBufferCell, IBufferLine, Terminal } from '@xterm/headless'
import { backgroundOf, PLAIN, styleOf } from './cell-style.ts'

/** Between two lines: asking for it gives no cell, only the pen. (A number beyond the buffer wraps around in it.) */
const NO_LINE = { start: 0.5, end: 0.5 }

/**
 * Writes a terminal's screen as text that, written into an empty terminal of the same size, shows the same cells. The serialise add-on is used for
 * the pen alone (the style of the next character, which xterm shows to nobody else): it loses coloured empty lines and a cursor beyond the last column.
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

  /** The cells of the normal screen with some of its history. */
  normalScreen(scrollbackLines: number): string {
    const { normal } = this.#terminal.buffer
    return this.#lines(normal, Math.max(0, normal.baseY - scrollbackLines), normal.baseY + this.#terminal.rows)
  }

  alternateScreen(): string {
    return this.#lines(this.#terminal.buffer.alternate, 0, this.#terminal.rows)
  }

  /** A cursor beyond the last column wraps with the next character: only printing that column again brings it there. */
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
    let text = ''
    let previous = { text: '', isFull: false, isOneShort: false }
    for (let index = first; index < end; index++) {
      const line = buffer.getLine(index)
      if (line === undefined) continue
      const firstWidth = widthOfFirst(line)
      // Printing on is what made it a wrapped line, and what makes it one again.
      const isPrintedOn =
        line.isWrapped && firstWidth > 0 && (previous.isFull || (previous.isOneShort && firstWidth === 2))
      if (index > first && !isPrintedOn) text += `${PLAIN}\r\n`
      previous = this.#cells(line)
      text += previous.text
    }
    return `${text}${PLAIN}`
  }

  /** One line's cells. `isFull`, `isOneShort`: how many columns are left where the cursor is after it. */
  #cells(line: IBufferLine): { text: string; isFull: boolean; isOneShort: boolean } {
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

/** Columns of the line's first character; 0: it begins with an empty cell. */
function widthOfFirst(line: IBufferLine): number {
  const cell = line.getCell(0)
  return cell === undefined || cell.getChars() === '' ? 0 : cell.getWidth()
}

/** Empty, with no more than a background. Half of an overwritten wide character is empty too, but keeps its style: that is shown as a blank. */
function isErased(cell: IBufferCell): boolean {
  return cell.getWidth() === 1 && cell.getChars() === '' && styleOf(cell) === backgroundOf(cell)
}
