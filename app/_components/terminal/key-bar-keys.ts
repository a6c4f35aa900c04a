/** What the keys of the phone's key bar type. */

export interface BarKey {
  /** What a screen reader says. */
  name: string
  /** What stands on the key. */
  label: string
  text: string
  /** After ESC, when a program has asked for application cursor keys (vim, less). */
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

/** The character that Ctrl makes of a typed one: `c` is 0x03. Undefined when there is none. */
export function withControl(text: string): string | undefined {
  const code = text.length === 1 ? text.toUpperCase().charCodeAt(0) : Number.NaN
  if (code === 0x20) return '\u0000'
  if (code === 0x3f) return '\u007F'
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : undefined
}
