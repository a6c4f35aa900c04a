/** A key of the key bar on phones, and the text that it types. */
export interface BarKey {
  /** For screen readers. */
  name: string
  /** Visible text. */
  label: string
  text: string
  /** Sent instead of `text` in application cursor mode (vim, less). */
  applicationText?: string
}

export const BAR_KEYS: readonly BarKey[] = [
  { name: 'Escape', label: 'Esc', text: '\u001B' },
  { name: 'Tab', label: 'Tab', text: '\t' },
  { name: 'Left', label: '←', text: '\u001B[D', applicationText: '\u001BOD' },
  { name: 'Up', label: '↑', text: '\u001B[A', applicationText: '\u001BOA' },
  { name: 'Down', label: '↓', text: '\u001B[B', applicationText: '\u001BOB' },
  { name: 'Right', label: '→', text: '\u001B[C', applicationText: '\u001BOC' },
  { name: 'Pipe', label: '|', text: '|' },
  { name: 'Slash', label: '/', text: '/' },
  { name: 'Hyphen', label: '-', text: '-' },
]

/** The control character of a typed character (`c` is 0x03), or undefined. */
export function withControl(text: string): string | undefined {
  const code = text.length === 1 ? text.toUpperCase().charCodeAt(0) : Number.NaN
  if (code === 0x20) return '\u0000'
  if (code === 0x3f) return '\u007F'
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : undefined
}
