/** Which key means what, so that the help dialog and the listeners cannot differ. */
export const SHORTCUTS = {
  previous: { keys: ['['], label: 'Previous lesson' },
  next: { keys: [']'], label: 'Next lesson' },
  help: { keys: ['?'], label: 'This help' },
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
  /** AltGr, with which many keyboards write `[` and `]`; browsers report it as Ctrl+Alt. */
  isAltGraph: boolean
}

const BY_CHARACTER = new Map<string, ShortcutName>([
  ['[', 'previous'],
  [']', 'next'],
  ['?', 'help'],
])

export function shortcutOf(press: KeyPress): ShortcutName | undefined {
  const hasCommand = (press.ctrlKey || press.altKey) && !press.isAltGraph
  if (press.code === 'KeyT' && press.ctrlKey && press.altKey && !press.isAltGraph) return 'switch'
  if (press.isTyping || hasCommand || press.metaKey) return undefined
  return BY_CHARACTER.get(press.key)
}
