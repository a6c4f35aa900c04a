import { bracketOf, letterOf, type PressedKey } from '../../site/key-letter.ts'

/** The key code with which browsers report a key that an input method receives. */
export const INPUT_METHOD_KEY = 229

const KEY_CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
}

const CONTROL_CODES: Readonly<Record<string, number>> = {
  Space: 32,
  BracketLeft: 219,
  Backslash: 220,
  BracketRight: 221,
}

export interface NamedKey {
  key: string
  keyCode: number
}

/**
 * The key behind a key that an input method hides although it types no text: Escape, arrows, Ctrl with a letter. Undefined for keys that type
 * text, which arrives as an edit of the text field.
 */
export function hiddenKeyOf(press: PressedKey): NamedKey | undefined {
  const { code, ctrlKey, altKey } = press
  const name = press.key === 'Process' ? code : press.key
  const keyCode = KEY_CODES[name]
  if (keyCode !== undefined) return { key: name, keyCode }
  // Ctrl with Alt belongs to the page, which finds the letter itself.
  if (!ctrlKey || altKey) return undefined
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return { key: letter.toLowerCase(), keyCode: letter.charCodeAt(0) }
  const control = CONTROL_CODES[code]
  return control === undefined ? undefined : { key: code === 'Space' ? ' ' : press.key, keyCode: control }
}

/**
 * The key behind Ctrl or Alt with a key that has no key code, by which xterm.js finds the control character. WebKitGTK gives none to keys of
 * other scripts, and Firefox gives none if the learner has no Latin layout too.
 */
export function uncodedKeyOf(press: PressedKey): NamedKey | undefined {
  if (press.keyCode !== 0 || press.ctrlKey === press.altKey) return undefined
  const letter = letterOf(press, false)
  if (letter !== undefined) return { key: letter, keyCode: letter.toUpperCase().charCodeAt(0) }
  const bracket = bracketOf(press)
  return bracket === undefined ? undefined : { key: bracket, keyCode: bracket === '[' ? 219 : 221 }
}

/** Dispatches another key in place of one. */
export function replaceKey(event: KeyboardEvent, replacement: NamedKey): void {
  event.preventDefault()
  const { code, ctrlKey, shiftKey, altKey, metaKey, repeat } = event
  const modifiers = { ctrlKey, shiftKey, altKey, metaKey }
  const init = { ...replacement, ...modifiers, code, repeat, bubbles: true, cancelable: true }
  event.target?.dispatchEvent(new KeyboardEvent(event.type, init))
}
