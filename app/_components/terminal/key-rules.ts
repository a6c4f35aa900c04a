export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

export interface KeyContext {
  hasSelection: boolean
  /** Tab goes to the next control of the page rather than to the shell. */
  isTabFree: boolean
}

/** `shell`: as every terminal does. `browser`: what the browser does with it (a paste, Tab to the next control). The others are ours. */
export type KeyMeaning = 'shell' | 'browser' | 'copy' | 'find' | 'commands' | 'toggle-tab'

/** What a key means that is pressed while the terminal has the focus. */
export function meaningOf(press: KeyPress, { hasSelection, isTabFree }: KeyContext): KeyMeaning {
  if (press.key === 'F2' && press.altKey && !press.ctrlKey) return 'commands'
  if (press.altKey || press.metaKey) return 'shell'
  if (press.key === 'Tab' && !press.ctrlKey) return isTabFree ? 'browser' : 'shell'
  if (press.key === 'Insert') return meaningOfInsert(press)
  if (!press.ctrlKey) return 'shell'
  return press.shiftKey ? meaningWithShift(press.code) : meaningWithControl(press.code, hasSelection)
}

function meaningOfInsert({ ctrlKey, shiftKey }: KeyPress): KeyMeaning {
  if (ctrlKey === shiftKey) return 'shell'
  return ctrlKey ? 'copy' : 'browser'
}

function meaningWithControl(code: string, hasSelection: boolean): KeyMeaning {
  if (code === 'KeyM') return 'toggle-tab'
  return code === 'KeyC' && hasSelection ? 'copy' : 'shell'
}

function meaningWithShift(code: string): KeyMeaning {
  if (code === 'KeyC') return 'copy'
  if (code === 'KeyV') return 'browser'
  return code === 'KeyF' ? 'find' : 'shell'
}
