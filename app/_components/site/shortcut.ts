/** Which key means what, so that the help dialog and the listeners cannot differ. */
export const SHORTCUTS = {
  search: { keys: ['/'], label: 'Search' },
  palette: { keys: ['Ctrl', 'K'], label: 'Search and actions' },
  previous: { keys: ['['], label: 'Previous lesson' },
  next: { keys: [']'], label: 'Next lesson' },
  help: { keys: ['?'], label: 'Help and keys' },
  switch: { keys: ['Ctrl', 'Alt', 'T'], label: 'From text to terminal, and back' },
} as const

export type ShortcutName = keyof typeof SHORTCUTS

export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  /** True when the key goes into a text field or a terminal. */
  isTyping: boolean
  /** True when it goes into a terminal, where Ctrl with a letter belongs to the shell. */
  isInTerminal: boolean
  /** AltGr, with which many keyboards write `[` and `]`; browsers report it as Ctrl+Alt. */
  isAltGraph: boolean
}

const BY_CHARACTER = new Map<string, ShortcutName>([
  ['/', 'search'],
  ['[', 'previous'],
  [']', 'next'],
  ['?', 'help'],
])

export function shortcutOf(press: KeyPress): ShortcutName | undefined {
  if (isPalette(press)) return 'palette'
  const hasCommand = (press.ctrlKey || press.altKey) && !press.isAltGraph
  if (press.code === 'KeyT' && press.ctrlKey && press.altKey && !press.isAltGraph) return 'switch'
  if (press.isTyping || hasCommand || press.metaKey) return undefined
  return BY_CHARACTER.get(press.key)
}

/** In a shell Ctrl-K cuts the rest of the line: there it takes Ctrl+Alt+K, which works everywhere. */
function isPalette({ key, ctrlKey, altKey, metaKey, isInTerminal, isAltGraph }: KeyPress): boolean {
  if (key.toLowerCase() !== 'k' || isAltGraph) return false
  if (metaKey) return !ctrlKey && !altKey
  return ctrlKey && (altKey || !isInTerminal)
}
