import headless from '@xterm/headless'
import { incompleteCharacterBytes } from '#protocol/incomplete-character.ts'
import { LIMITS } from '#protocol/limits.ts'
import { installCharacterWidths } from './character-widths.ts'
import { SequenceLimiter } from './sequence-limiter.ts'
import { ModeTracker } from './mode-tracker.ts'
import { ScreenSerializer } from './screen-serializer.ts'
import { skippedTextBytes } from './skipped-text.ts'
import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'

/**
 * xterm holds an object for each cell with combining characters, and for each special underline. A history of them takes 50 MiB, a history of other
 * cells a tenth of that. After this many the mirror drops the lines above the screen.
 */
const MAX_COSTLY_CELLS = 32_768
/** SGR: underline colour. */
const UNDERLINE_COLOUR = 58

export interface ScreenSnapshot extends ScreenSize {
  /** For an empty terminal of this size. It contains no query, so the page's terminal types no answer into the shell. */
  bytes: Uint8Array<ArrayBuffer>
}

/** The server-side emulator of one terminal's screen. It discards xterm's answers to queries. */
export class ScreenMirror {
  readonly #terminal: headless.Terminal
  readonly #serializer: ScreenSerializer
  readonly #modes: ModeTracker
  readonly #limiter: SequenceLimiter
  readonly #encoder = new TextEncoder()
  #tail = new Uint8Array()
  /** Since the last drop of the history. */
  #costlyCells = 0

  constructor({ cols, rows }: ScreenSize) {
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      scrollback: LIMITS.mirrorScrollbackLines,
      allowProposedApi: true,
      logLevel: 'off',
    })
    installCharacterWidths(this.#terminal, () => (this.#costlyCells += 1))
    this.#terminal.parser.registerCsiHandler({ final: 'm' }, (params) => {
      if (params.some((param) => Array.isArray(param) || param === UNDERLINE_COLOUR)) this.#costlyCells += 1
      return false
    })
    // A snapshot has no hyperlinks, and xterm holds a marker for each of them.
    this.#terminal.parser.registerOscHandler(8, () => true)
    this.#limiter = new SequenceLimiter({ cols, rows })
    this.#serializer = new ScreenSerializer(this.#terminal)
    this.#modes = new ModeTracker(this.#terminal, () => this.#serializer.pen())
  }

  get size(): ScreenSize {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows }
  }

  /** A program such as vim or less uses the alternate screen. */
  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  get isBracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode
  }

  /** The number of bytes at the start of `bytes` that need not be written. They must follow output that ends outside of a sequence. */
  skippedBytes(bytes: Uint8Array): number {
    if (!this.#modes.scrollsWholeScreen) return 0
    return skippedTextBytes(bytes, LIMITS.mirrorScrollbackLines + this.#terminal.rows)
  }

  /** Holds an incomplete character at the end of `bytes` back until the next call. */
  write(bytes: Uint8Array): void {
    const all = this.#tail.byteLength === 0 ? bytes : Uint8Array.from([...this.#tail, ...bytes])
    const wholeBytes = all.byteLength - incompleteCharacterBytes(all)
    this.#tail = all.slice(wholeBytes)
    this.#parse(this.#limiter.limit(all.subarray(0, wholeBytes)))
    if (this.#costlyCells > MAX_COSTLY_CELLS) this.#dropHistory()
  }

  resize({ cols, rows }: ScreenSize): void {
    this.#terminal.resize(cols, rows)
    this.#limiter.resize({ cols, rows })
  }

  snapshot(): ScreenSnapshot {
    const state =
      this.#modes.cursor() + this.#serializer.pendingWrap() + this.#serializer.pen() + this.#modes.settings()
    const alternate = this.isAlternate ? this.#modes.enterAlternate() + this.#serializer.alternateScreen() : ''
    const normal = this.#serializer.normalScreen(LIMITS.snapshotScrollbackLines)
    const bytes = this.#encoder.encode(normal + alternate + state)
    if (bytes.byteLength <= LIMITS.maxSnapshotBytes) return { ...this.size, bytes }
    // Only a crafted screen is larger: a different colour and stacked accents in every cell.
    return { ...this.size, bytes: this.#encoder.encode(state) }
  }

  close(): void {
    this.#terminal.dispose()
  }

  /** The screen stays. A program with a scroll region has the whole screen, and no history that grows. */
  #dropHistory(): void {
    this.#costlyCells = 0
    if (this.#terminal.buffer.normal.baseY === 0 || !this.#modes.scrollsWholeScreen) return
    this.#terminal.options.scrollback = 0
    this.#terminal.options.scrollback = LIMITS.mirrorScrollbackLines
  }

  /** xterm defers writes to a timer, except the first write after user input. The empty input makes it parse synchronously. */
  #parse(bytes: Uint8Array): void {
    let isParsed = false
    this.#terminal.input('', true)
    this.#terminal.write(bytes, () => (isParsed = true))
    if (!isParsed) throw new Error('xterm did not parse at once')
  }
}
