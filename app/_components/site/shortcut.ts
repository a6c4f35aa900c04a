import { bracketOf, letterOf, type PressedKey } from './key-letter.ts'

/** The keyboard shortcuts, for the listeners and for the help dialog. */
export const SHORTCUTS = {
  search: { keys: ['/'], label: 'Search' },
  palette: { keys: ['Ctrl', 'K'], label: 'Search and actions' },
  previous: { keys: ['['], label: 'Previous lesson' },
  next: { keys: [']'], label: 'Next lesson' },
  help: { keys: ['?'], label: 'Help and keys' },
  switch: { keys: ['Ctrl', 'Alt', 'T'], label: 'From text to terminal, and back' },
} as const

export type ShortcutName = keyof typeof SHORTCUTS

export interface KeyPress extends PressedKey {
  readonly metaKey: boolean
  /** True when the key goes into a text field or a terminal. */
  readonly isTyping: boolean
  /** True when it goes into a terminal, where Ctrl with a letter belongs to the shell. */
  readonly isInTerminal: boolean
  /** Many keyboards write `[` and `]` with AltGr, which browsers report as Ctrl+Alt. */
  readonly isAltGraph: boolean
  /** macOS keyboards write `[` and `]` with Option, which browsers report as Alt. */
  readonly isApple: boolean
}

const BY_CHARACTER = new Map<string, ShortcutName>([
  ['/', 'search'],
  ['[', 'previous'],
  [']', 'next'],
  ['?', 'help'],
])

export function shortcutOf(press: KeyPress): ShortcutName | undefined {
  const { ctrlKey, altKey, metaKey, isAltGraph, isApple } = press
  if (isPalette(press)) return 'palette'
  if (ctrlKey && altKey && !isAltGraph && letterOf(press, isApple) === 't') return 'switch'
  const hasCommand = (ctrlKey || (altKey && !isApple)) && !isAltGraph
  if (press.isTyping || hasCommand || metaKey) return undefined
  return BY_CHARACTER.get(bracketOf(press) ?? press.key)
}

/** In a shell Ctrl+K cuts the rest of the line, so a terminal needs Ctrl+Alt+K. */
function isPalette(press: KeyPress): boolean {
  const { ctrlKey, altKey, metaKey, isInTerminal, isAltGraph, isApple } = press
  if (isAltGraph || letterOf(press, isApple) !== 'k') return false
  if (metaKey) return !ctrlKey && !altKey
  return ctrlKey && (altKey || !isInTerminal)
}
