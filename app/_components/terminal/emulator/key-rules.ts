import { letterOf, type PressedKey } from '../../site/key-letter.ts'

export interface KeyPress extends PressedKey {
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

export interface KeyContext {
  hasSelection: boolean
  /** Tab moves the focus to the next control of the page, instead of going to the shell. */
  isTabFree: boolean
}

/** `shell`: sent to the shell. `browser`: the browser's default (paste, Tab to the next control). The others are actions of the page. */
export type KeyMeaning = 'shell' | 'browser' | 'copy' | 'find' | 'commands' | 'toggle-tab'

/** The meaning of a key that is pressed while the terminal has the focus. */
export function meaningOf(press: KeyPress, { hasSelection, isTabFree }: KeyContext): KeyMeaning {
  if (press.key === 'F2' && press.altKey && !press.ctrlKey) return 'commands'
  if (press.altKey || press.metaKey) return 'shell'
  if (press.key === 'Tab' && !press.ctrlKey) return isTabFree ? 'browser' : 'shell'
  if (press.key === 'Insert') return meaningOfInsert(press)
  if (!press.ctrlKey) return 'shell'
  const letter = letterOf(press, false)
  return press.shiftKey ? meaningWithShift(letter) : meaningWithControl(letter, hasSelection)
}

function meaningOfInsert({ ctrlKey, shiftKey }: KeyPress): KeyMeaning {
  if (ctrlKey === shiftKey) return 'shell'
  return ctrlKey ? 'copy' : 'browser'
}

function meaningWithControl(letter: string | undefined, hasSelection: boolean): KeyMeaning {
  if (letter === 'm') return 'toggle-tab'
  return letter === 'c' && hasSelection ? 'copy' : 'shell'
}

function meaningWithShift(letter: string | undefined): KeyMeaning {
  if (letter === 'c') return 'copy'
  if (letter === 'v') return 'browser'
  return letter === 'f' ? 'find' : 'shell'
}

export interface TypingContext {
  /** AltGr is down. */
  isAltGraph: boolean
  isWindows: boolean
  /** An iPad or iPhone. */
  isAppleTouch: boolean
  isOptionMeta: boolean
}

/**
 * The character of AltGr or Option, where xterm.js would send Escape and a key instead: it knows AltGr only on Windows, and Option only on
 * macOS.
 */
export function thirdLevelText(press: KeyPress, context: TypingContext): string | undefined {
  const { isAltGraph, isWindows, isAppleTouch, isOptionMeta } = context
  const { key, ctrlKey, altKey, metaKey } = press
  if (metaKey || key.length !== 1) return undefined
  const isByAltGraph = isAltGraph && !isWindows && (ctrlKey || altKey)
  const isByOption = isAppleTouch && !isOptionMeta && altKey && !ctrlKey
  return isByAltGraph || isByOption ? key : undefined
}
