/** The notation of recorded input events. */

/** The platform that a page reports, as far as terminals depend on it. */
export type Platform = 'Android' | 'iPhone' | 'Mac' | 'Windows' | 'Linux'

export interface KeyOptions {
  code?: string
  ctrl?: boolean
  isComposing?: boolean
}

/**
 * One event, or a group that belongs together:
 *
 * - `down`, `up`: a key event alone. 229 is the code of a key that an input method has received.
 * - `type`: a key of a real keyboard: keydown, keypress, the inserted character, keyup; each only if the page has not cancelled the one before.
 * - `press`: keypress alone.
 * - `edit`: beforeinput, a change of the text field, input. Replaces the last `from` of the field by `to`.
 * - `change`: the change alone. Firefox changes the field before the end of the composition, and reports the edit after it.
 * - `start`, `update`, `end`: the composition events.
 */
export type Step =
  | readonly ['down' | 'up', key: string, keyCode: number, options?: KeyOptions]
  | readonly ['type', key: string, keyCode: number]
  | readonly ['press', key: string, charCode: number]
  | readonly ['edit', inputType: string, from: string, to: string, options?: { isComposing: boolean }]
  | readonly ['change', from: string, to: string]
  | readonly ['start']
  | readonly ['update' | 'end', data: string]

export interface Recording {
  name: string
  /** The public report with the events. */
  source: string
  platform: Platform
  steps: readonly Step[]
  /** The input that the shell must receive: `⌫` is DEL, `⏎` the key Enter, `⎋` Escape, `^C` a control character. */
  shell: string
}

const COMPOSING = { isComposing: true }

/** A composition that shows each of `texts` in turn, as Chromium reports it. It replaces `from`, and is not ended. */
export function composition(texts: readonly string[], { key = 'Process', from = '' } = {}): Step[] {
  return texts.flatMap((text, index): Step[] => [
    ['down', key, 229, { isComposing: index > 0 }],
    ...(index === 0 ? ([['start']] as const) : []),
    ['update', text],
    ['edit', 'insertCompositionText', texts[index - 1] ?? from, text, COMPOSING],
    ['up', key, 229, COMPOSING],
  ])
}

/** The same on Android, where a soft keyboard does not name its keys. */
export function softComposition(texts: readonly string[], from = ''): Step[] {
  return composition(texts, { key: 'Unidentified', from })
}

/** The prefixes of a word, which a keyboard composes while the learner types it. */
export function prefixesOf(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index + 1))
}

/** Characters that arrive as edits, each after a key without a name. */
export function softText(text: string): Step[] {
  return Array.from(text).flatMap((character): Step[] => [
    ['down', 'Unidentified', 229],
    ['edit', 'insertText', '', character],
    ['up', 'Unidentified', 229],
  ])
}

/** WebKit: the edit comes before its key. */
export function editThenKey(inputType: string, from: string, to: string, key: string): Step[] {
  return [
    ['edit', inputType, from, to],
    ['down', key, 229],
    ['up', key, 229],
  ]
}

/** Control characters in the notation of the recordings. */
export function readable(bytes: string): string {
  return (
    bytes
      .replaceAll('\u007F', '⌫')
      .replaceAll('\r', '⏎')
      .replaceAll('\u001B', '⎋')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0001-\u001A]/g, (control) => `^${String.fromCharCode(control.charCodeAt(0) + 64)}`)
  )
}
