/** A mark in the output of the shell: A prompt starts, B input starts, C command runs, D command ended. */
export interface ShellMark {
  readonly mark: 'A' | 'B' | 'C' | 'D'
  readonly exit?: number | undefined
}

/** A terminal emulator as a channel needs it: xterm.js in a page, headless xterm.js in tests. */
export interface Screen {
  readonly cols: number
  readonly rows: number
  readonly buffer: { readonly active: { readonly type: 'normal' | 'alternate' } }
  write(data: string | Uint8Array, parsed?: () => void): void
  reset(): void
  resize(cols: number, rows: number): void
  /** Called when the output before the mark is parsed, and nothing after it. A reset discards all marks. */
  mark(mark: ShellMark): void
  /** Keys, pastes, and the emulator's answers to queries. `isTyped`: certainly input of the learner. */
  onData(listener: (text: string, isTyped: boolean) => void): { dispose(): void }
  /** Legacy mouse reports: one byte per character. */
  onBinary(listener: (bytes: string, isTyped: boolean) => void): { dispose(): void }
}
