/** What the shell says of itself at this place in its output: A prompt shown, B input begins, C command runs, D command ended. */
export interface ShellMark {
  readonly mark: 'A' | 'B' | 'C' | 'D'
  readonly exit?: number | undefined
}

/** What a channel needs of a terminal emulator: xterm.js in a page, its headless twin in a test. */
export interface Screen {
  readonly cols: number
  readonly rows: number
  readonly buffer: { readonly active: { readonly type: 'normal' | 'alternate' } }
  write(data: string | Uint8Array, parsed?: () => void): void
  reset(): void
  resize(cols: number, rows: number): void
  /** Called when everything before the mark is parsed, and nothing after it. A reset forgets all marks. */
  mark(mark: ShellMark): void
  /** Keys, pastes, and the emulator's own answers to queries. `isTyped`: surely somebody's doing, and no answer. */
  onData(listener: (text: string, isTyped: boolean) => void): { dispose(): void }
  /** Old mouse reports: one byte per character. */
  onBinary(listener: (bytes: string, isTyped: boolean) => void): { dispose(): void }
}
