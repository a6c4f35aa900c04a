/** What a channel needs of a terminal emulator: xterm.js in a page, its headless twin in a test. */
export interface Screen {
  readonly cols: number
  readonly rows: number
  readonly buffer: { readonly active: { readonly type: 'normal' | 'alternate' } }
  write(data: string | Uint8Array, parsed?: () => void): void
  reset(): void
  resize(cols: number, rows: number): void
  /** Keys, pastes, and the emulator's own answers to queries. */
  onData(listener: (text: string) => void): { dispose(): void }
  /** Old mouse reports: one byte per character. */
  onBinary(listener: (bytes: string) => void): { dispose(): void }
}
