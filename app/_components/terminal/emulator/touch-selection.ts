import type { IBuffer } from '@xterm/xterm'

/** Cells from `start` to before `end`, counted from the first cell of the buffer. */
export interface CellRange {
  start: number
  end: number
}

/** The word at a cell, with the parts of it in wrapped rows. A cell without a word is a range of its own. */
export function wordAt({ getLine }: Pick<IBuffer, 'getLine'>, cell: number, cols: number): CellRange {
  const isWord = (index: number): boolean => {
    const chars = getLine(Math.floor(index / cols))?.getCell(index % cols)
    // The second cell of a wide character has no text of its own.
    return chars !== undefined && (chars.getWidth() === 0 || /[^\s"'()[\]{}]/.test(chars.getChars()))
  }
  const isJoined = (index: number): boolean =>
    index % cols !== 0 || getLine(Math.floor(index / cols))?.isWrapped === true
  if (!isWord(cell)) return { start: cell, end: cell + 1 }
  let start = cell
  while (start > 0 && isJoined(start) && isWord(start - 1)) start -= 1
  let end = cell + 1
  while (isJoined(end) && isWord(end)) end += 1
  return { start, end }
}

/** The selection while the finger moves from a word to another cell. */
export function rangeTo(word: CellRange, cell: number): CellRange {
  return { start: Math.min(word.start, cell), end: Math.max(word.end, cell + 1) }
}
