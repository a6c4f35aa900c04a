import headless from '@xterm/headless'
import { installCharacterWidths } from '#server/terminals/mirror/character-widths.ts'
import type { ScreenSnapshot } from '#server/terminals/mirror/screen-mirror.ts'

/** The visible state and the modes of a terminal, to compare two terminals cell by cell. */
export interface ScreenState {
  type: string
  cursor: [column: number, row: number]
  rows: string[]
  modes: object
}

/** A terminal like the page's. `answers`: the answers to queries that it would type into the shell. */
export function makePageTerminal(size: { cols: number; rows: number }): {
  terminal: headless.Terminal
  answers: string[]
} {
  const terminal = new headless.Terminal({ ...size, scrollback: 5_000, allowProposedApi: true, logLevel: 'off' })
  installCharacterWidths(terminal)
  const answers: string[] = []
  terminal.onData((data) => {
    if (data !== '') answers.push(data)
  })
  return { terminal, answers }
}

export async function writeTo(terminal: headless.Terminal, bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve) => terminal.write(bytes, resolve))
}

export async function showSnapshot(
  snapshot: ScreenSnapshot,
): Promise<{ terminal: headless.Terminal; answers: string[] }> {
  const page = makePageTerminal(snapshot)
  await writeTo(page.terminal, snapshot.bytes)
  return page
}

export function readScreen(terminal: headless.Terminal): ScreenState {
  const buffer = terminal.buffer.active
  const rows: string[] = []
  for (let row = 0; row < terminal.rows; row++) rows.push(readRow(buffer.getLine(buffer.baseY + row)))
  return {
    type: buffer.type,
    cursor: [Math.min(buffer.cursorX, terminal.cols - 1), buffer.cursorY],
    rows,
    modes: { ...terminal.modes, synchronizedOutputMode: false },
  }
}

function readRow(line: headless.IBufferLine | undefined): string {
  if (line === undefined) return ''
  const cells: string[] = []
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column)
    if (cell === undefined) break
    const flags = [
      cell.isBold(),
      cell.isDim(),
      cell.isItalic(),
      cell.isUnderline(),
      cell.isInverse(),
      cell.isInvisible(),
    ]
    const colours = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()]
    cells.push(
      `${cell.getChars() || ' '}:${cell.getWidth()}:${colours.join(',')}:${flags.map(Boolean).map(Number).join('')}`,
    )
  }
  return cells.join('|')
}
