import headless from '@xterm/headless'
import { incompleteCharacterBytes } from '#protocol/incomplete-character.ts'
import { LIMITS } from '#protocol/limits.ts'
import { useCharacterWidths } from './character-widths.ts'
import { ModeTracker } from './mode-tracker.ts'
import { ScreenSerializer } from './screen-serializer.ts'
import type { TerminalSize } from './terminal-size.ts'

export interface ScreenSnapshot extends TerminalSize {
  /** To be written into an empty terminal of this size. Holds no query, so it makes no terminal answer into the shell. */
  bytes: Uint8Array
}

/** The server's own copy of one terminal's screen. It only ever reads: what xterm would answer to a query goes nowhere. */
export class ScreenMirror {
  readonly #terminal: headless.Terminal
  readonly #serializer: ScreenSerializer
  readonly #modes: ModeTracker
  readonly #encoder = new TextEncoder()
  #tail = new Uint8Array()

  constructor({ cols, rows }: TerminalSize) {
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      scrollback: LIMITS.mirrorScrollbackLines,
      allowProposedApi: true,
      logLevel: 'off',
    })
    useCharacterWidths(this.#terminal)
    this.#serializer = new ScreenSerializer(this.#terminal)
    this.#modes = new ModeTracker(this.#terminal, () => this.#serializer.pen())
  }

  get size(): TerminalSize {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows }
  }

  /** A program such as vim or less has the screen. */
  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  get isBracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode
  }

  /** Shows all but the beginning of a character whose end has not come. */
  write(bytes: Uint8Array): void {
    const all = this.#tail.byteLength === 0 ? bytes : Uint8Array.from([...this.#tail, ...bytes])
    const wholeBytes = all.byteLength - incompleteCharacterBytes(all)
    this.#tail = all.slice(wholeBytes)
    this.#parse(all.subarray(0, wholeBytes))
  }

  resize({ cols, rows }: TerminalSize): void {
    this.#terminal.resize(cols, rows)
  }

  snapshot(): ScreenSnapshot {
    const state = this.#modes.place() + this.#serializer.pendingWrap() + this.#serializer.pen() + this.#modes.settings()
    const alternate = this.isAlternate ? this.#modes.enterAlternate() + this.#serializer.alternateScreen() : ''
    for (const scrollbackLines of [LIMITS.snapshotScrollbackLines, 0]) {
      const bytes = this.#encoder.encode(this.#serializer.normalScreen(scrollbackLines) + alternate + state)
      if (bytes.byteLength <= LIMITS.maxSnapshotBytes) return { ...this.size, bytes }
    }
    // Only a screen made for it is larger: every cell in colours of its own, with stacked accents.
    return { ...this.size, bytes: this.#encoder.encode(state) }
  }

  close(): void {
    this.#terminal.dispose()
  }

  /** xterm defers writes to a timer, except for the first after a key: so we say that there was one, and it parses at once. */
  #parse(bytes: Uint8Array): void {
    let isParsed = false
    this.#terminal.input('', true)
    this.#terminal.write(bytes, () => (isParsed = true))
    if (!isParsed) throw new Error('xterm did not parse at once')
  }
}
