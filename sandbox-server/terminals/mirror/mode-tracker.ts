import type { IParser, Terminal } from '@xterm/headless'

interface Region {
  top: number
  bottom: number
}

interface BufferModes {
  /** Scroll region, counted from 1. Undefined: the whole screen. */
  region: Region | undefined
  /** Sequences that restore the cursor and pen that the program saved (DECSC). */
  savedCursor: string
}

/** The SGR encodings exclude each other, and resetting one resets both. The two older encodings are independent of them. */
const SGR_ENCODINGS = [1006, 1016]
const MOUSE_ENCODINGS = [1005, 1015, ...SGR_ENCODINGS]

/**
 * Tracks the modes that xterm's serialize add-on omits: mouse encoding, cursor visibility and style, scroll region, saved cursor,
 * line-drawing characters. Its parser handlers return false, so that xterm's own handlers run too. It writes the sequences that bring
 * another terminal into the same modes.
 */
export class ModeTracker {
  readonly #terminal: Terminal
  readonly #readPen: () => string
  #mouseEncodings: readonly number[] = []
  #isCursorHidden = false
  #cursorStyle = 0
  #isLineDrawing = false
  #normal: BufferModes = emptyBufferModes()
  #alternate: BufferModes = emptyBufferModes()

  /** @param readPen returns the sequence for the style of the next character */
  constructor(terminal: Terminal, readPen: () => string) {
    this.#terminal = terminal
    this.#readPen = readPen
    this.#listen(terminal.parser)
    terminal.buffer.onBufferChange((buffer) => {
      // xterm clears the alternate screen and its region when a program leaves it.
      if (buffer.type === 'normal') this.#alternate = emptyBufferModes()
    })
    terminal.onResize(() => {
      this.#normal.region = undefined
      this.#alternate.region = undefined
    })
  }

  /** A line feed in the last row scrolls all rows, and not only a region. */
  get scrollsWholeScreen(): boolean {
    return this.#buffer().region === undefined
  }

  /** Entering the alternate screen saves the cursor of the normal screen; leaving restores it. */
  enterAlternate(): string {
    return `${this.#normal.savedCursor}\u001B[?1049h\u001B[0m\u001B[2J\u001B[H`
  }

  /** Restores saved cursor, scroll region and origin mode, which move the cursor, and then the cursor position. */
  cursor(): string {
    const { modes, buffer, cols } = this.#terminal
    const { region, savedCursor } = this.#buffer()
    const { cursorX, cursorY } = buffer.active
    const firstRow = modes.originMode ? (region?.top ?? 1) : 1
    return [
      savedCursor === '' ? '' : `${savedCursor}\u001B7`,
      region === undefined ? '' : `\u001B[${region.top};${region.bottom}r`,
      modes.originMode ? '\u001B[?6h' : '',
      `\u001B[${cursorY + 2 - firstRow};${Math.min(cursorX, cols - 1) + 1}H`,
    ].join('')
  }

  /** Restores all other modes. Write it last, because some modes change how text is shown. */
  settings(): string {
    const { modes } = this.#terminal
    const mouse = { none: '', x10: '\u001B[?9h', vt200: '\u001B[?1000h', drag: '\u001B[?1002h', any: '\u001B[?1003h' }
    return [
      modes.applicationCursorKeysMode ? '\u001B[?1h' : '',
      modes.applicationKeypadMode ? '\u001B[?66h' : '',
      modes.bracketedPasteMode ? '\u001B[?2004h' : '',
      modes.insertMode ? '\u001B[4h' : '',
      modes.reverseWraparoundMode ? '\u001B[?45h' : '',
      modes.sendFocusMode ? '\u001B[?1004h' : '',
      modes.wraparoundMode ? '' : '\u001B[?7l',
      mouse[modes.mouseTrackingMode],
      ...this.#mouseEncodings.map((mode) => `\u001B[?${mode}h`),
      this.#cursorStyle === 0 ? '' : `\u001B[${this.#cursorStyle} q`,
      this.#isLineDrawing ? '\u001B(0' : '',
      this.#isCursorHidden ? '\u001B[?25l' : '',
    ].join('')
  }

  #listen(parser: IParser): void {
    const csi = (
      id: { prefix?: string; intermediates?: string; final: string },
      take: (params: Params) => void,
    ): void => {
      parser.registerCsiHandler(id, (params) => {
        take(params)
        return false
      })
    }
    const escape = (id: { intermediates?: string; final: string }, take: () => void): void => {
      parser.registerEscHandler(id, () => {
        take()
        return false
      })
    }
    csi({ prefix: '?', final: 'h' }, (params) => this.#setPrivate(params, true))
    csi({ prefix: '?', final: 'l' }, (params) => this.#setPrivate(params, false))
    csi({ final: 'r' }, (params) => this.#setRegion(params))
    csi({ final: 's' }, () => this.#saveCursor())
    csi({ intermediates: '!', final: 'p' }, () => this.#softReset())
    csi({ intermediates: ' ', final: 'q' }, ([style]) => (this.#cursorStyle = typeof style === 'number' ? style : 0))
    escape({ final: '7' }, () => this.#saveCursor())
    escape({ final: 'c' }, () => this.#fullReset())
    escape({ intermediates: '(', final: '0' }, () => (this.#isLineDrawing = true))
    escape({ intermediates: '(', final: 'B' }, () => (this.#isLineDrawing = false))
  }

  #buffer(): BufferModes {
    return this.#terminal.buffer.active.type === 'alternate' ? this.#alternate : this.#normal
  }

  #setPrivate(params: Params, isSet: boolean): void {
    for (const mode of params) {
      if (mode === 25) this.#isCursorHidden = !isSet
      else if ((mode === 1048 || mode === 1049) && isSet) this.#saveCursor()
      else if (typeof mode === 'number' && MOUSE_ENCODINGS.includes(mode)) this.#setMouseEncoding(mode, isSet)
    }
  }

  #setMouseEncoding(mode: number, isSet: boolean): void {
    const replaced = SGR_ENCODINGS.includes(mode) ? SGR_ENCODINGS : [mode]
    const others = this.#mouseEncodings.filter((other) => !replaced.includes(other))
    this.#mouseEncodings = isSet ? [...others, mode] : others
  }

  #setRegion(params: Params): void {
    const { rows } = this.#terminal
    const top = numberAt(params, 0) || 1
    const given = numberAt(params, 1)
    const bottom = given === 0 || given > rows ? rows : given
    if (bottom <= top) return
    this.#buffer().region = top === 1 && bottom === rows ? undefined : { top, bottom }
  }

  #saveCursor(): void {
    const { cursorX, cursorY } = this.#terminal.buffer.active
    const position = `\u001B[${cursorY + 1};${Math.min(cursorX, this.#terminal.cols - 1) + 1}H`
    this.#buffer().savedCursor = this.#readPen() + position
  }

  #softReset(): void {
    this.#isCursorHidden = false
    this.#isLineDrawing = false
    Object.assign(this.#buffer(), emptyBufferModes())
  }

  #fullReset(): void {
    this.#mouseEncodings = []
    this.#cursorStyle = 0
    this.#softReset()
    this.#normal = emptyBufferModes()
    this.#alternate = emptyBufferModes()
  }
}

type Params = (number | number[])[]

function numberAt(params: Params, index: number): number {
  const value = params[index]
  return typeof value === 'number' ? value : 0
}

function emptyBufferModes(): BufferModes {
  return { region: undefined, savedCursor: '' }
}
