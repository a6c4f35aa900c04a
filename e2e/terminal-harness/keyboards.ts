/** Keyboards as browsers report them: layout, platform, and how each character of a shell is typed. Facts of the layouts' tables. */
import type { Locator } from '@playwright/test'

/** `altgr-flags`: AltGr as old browsers on Windows report it. `dead` and `dead-option`: the key starts a composition, and the space bar ends it. */
export type Typing =
  | 'plain'
  | 'shift'
  | 'option'
  | 'option-shift'
  | 'altgr'
  | 'altgr-flags'
  | 'dead'
  | 'dead-option'
  | 'dead-altgr'

export interface Keyboard {
  name: string
  platform: 'MacIntel' | 'iPad' | 'Win32' | 'Linux x86_64'
  /** The key that prints m, or its position. */
  letterM: { key: string; code: string }
  /** A character, the code of its key and the modifiers: `| Digit7 option`. */
  characters: readonly string[]
}

const M = { key: 'm', code: 'KeyM' }
const M_AZERTY = { key: 'm', code: 'Semicolon' }

const US = [
  '| Backslash shift',
  '@ Digit2 shift',
  '[ BracketLeft plain',
  '] BracketRight plain',
  '{ BracketLeft shift',
  '} BracketRight shift',
  String.raw`\ Backslash plain`,
  '~ Backquote shift',
  '^ Digit6 shift',
  '# Digit3 shift',
  '$ Digit4 shift',
]

const US_INTERNATIONAL = [...US.filter((line) => !/^[~^]/.test(line)), '~ Backquote dead', '^ Digit6 dead']

const DVORAK = [
  ...US.filter((line) => !/^[[\]{}]/.test(line)),
  '[ Minus plain',
  '] Equal plain',
  '{ Minus shift',
  '} Equal shift',
]

const german = (altGraph: Typing) => [
  `| IntlBackslash ${altGraph}`,
  `@ KeyQ ${altGraph}`,
  `[ Digit8 ${altGraph}`,
  `] Digit9 ${altGraph}`,
  `{ Digit7 ${altGraph}`,
  `} Digit0 ${altGraph}`,
  String.raw`\ Minus ${altGraph}`,
  `~ BracketRight ${altGraph}`,
  '^ Backquote dead',
  '# Backslash plain',
  '$ Digit4 shift',
]

const GERMAN_APPLE = [
  '| Digit7 option',
  '@ KeyL option',
  '[ Digit5 option',
  '] Digit6 option',
  '{ Digit8 option',
  '} Digit9 option',
  String.raw`\ Digit7 option-shift`,
  '~ KeyN dead-option',
  '^ Backquote dead',
  '# Backslash plain',
  '$ Digit4 shift',
]

const french = (altGraph: Typing) => [
  `| Digit6 ${altGraph}`,
  `@ Digit0 ${altGraph}`,
  `[ Digit5 ${altGraph}`,
  `] Minus ${altGraph}`,
  `{ Digit4 ${altGraph}`,
  `} Equal ${altGraph}`,
  String.raw`\ Digit8 ${altGraph}`,
  '~ Digit2 dead-altgr',
  `^ Digit9 ${altGraph}`,
  `# Digit3 ${altGraph}`,
  '$ BracketRight plain',
]

const FRENCH_APPLE = [
  '| KeyL option-shift',
  '@ Backquote plain',
  '[ Digit5 option-shift',
  '] Minus option-shift',
  '{ Digit5 option',
  '} Minus option',
  String.raw`\ Period option-shift`,
  '~ KeyN dead-option',
  '^ BracketLeft dead',
  '# Backquote shift',
  '$ BracketRight plain',
]

const SPANISH_APPLE = [
  '| Digit1 option',
  '@ Digit2 option',
  '[ BracketLeft option',
  '] BracketRight option',
  '{ Quote option',
  '} Backslash option',
  String.raw`\ Backquote option`,
  '~ Semicolon dead-option',
  '^ BracketLeft dead',
  '# Digit3 option',
  '$ Digit4 shift',
]

const SPANISH = [
  '| Digit1 altgr',
  '@ Digit2 altgr',
  '[ BracketLeft altgr',
  '] BracketRight altgr',
  '{ Quote altgr',
  '} Backslash altgr',
  String.raw`\ Backquote altgr`,
  '~ Digit4 dead-altgr',
  '^ BracketLeft dead',
  '# Digit3 altgr',
  '$ Digit4 shift',
]

export const KEYBOARDS: readonly Keyboard[] = [
  { name: 'US', platform: 'MacIntel', letterM: M, characters: US },
  { name: 'German', platform: 'MacIntel', letterM: M, characters: GERMAN_APPLE },
  { name: 'French', platform: 'MacIntel', letterM: M_AZERTY, characters: FRENCH_APPLE },
  { name: 'Spanish', platform: 'MacIntel', letterM: M, characters: SPANISH_APPLE },
  { name: 'German', platform: 'iPad', letterM: M, characters: GERMAN_APPLE },
  { name: 'US', platform: 'Win32', letterM: M, characters: US },
  { name: 'US international', platform: 'Win32', letterM: M, characters: US_INTERNATIONAL },
  { name: 'German', platform: 'Win32', letterM: M, characters: german('altgr') },
  { name: 'German, old browser', platform: 'Win32', letterM: M, characters: german('altgr-flags') },
  { name: 'French', platform: 'Win32', letterM: M_AZERTY, characters: french('altgr') },
  { name: 'French, old browser', platform: 'Win32', letterM: M_AZERTY, characters: french('altgr-flags') },
  { name: 'US', platform: 'Linux x86_64', letterM: M, characters: US },
  { name: 'Dvorak', platform: 'Linux x86_64', letterM: M, characters: DVORAK },
  { name: 'German', platform: 'Linux x86_64', letterM: M, characters: german('altgr') },
  { name: 'French', platform: 'Linux x86_64', letterM: M_AZERTY, characters: french('altgr') },
  { name: 'Spanish', platform: 'Linux x86_64', letterM: M, characters: SPANISH },
  { name: 'Greek', platform: 'Linux x86_64', letterM: { key: 'μ', code: 'KeyM' }, characters: US },
  { name: 'Russian', platform: 'Win32', letterM: { key: 'ь', code: 'KeyM' }, characters: [] },
]

const KEY_CODES: Record<string, number> = {
  Semicolon: 186,
  Equal: 187,
  Comma: 188,
  Minus: 189,
  Period: 190,
  Slash: 191,
  Backquote: 192,
  BracketLeft: 219,
  Backslash: 220,
  BracketRight: 221,
  Quote: 222,
  IntlBackslash: 226,
}

export function keyCodeOf(code: string): number {
  return KEY_CODES[code] ?? code.charCodeAt(code.length - 1)
}

/** The events of one character, dispatched on the element that has the keyboard. */
export async function typeCharacter(keyboard: Locator, line: string): Promise<void> {
  const [character = '', code = '', typing = ''] = line.split(' ')
  const options = { character, code, keyCode: keyCodeOf(code), typing }
  await keyboard.evaluate((element, { character: text, code: place, keyCode, typing: how }) => {
    const isDead = how.startsWith('dead')
    const isFlagged = how.includes('flags')
    const init = {
      code: place,
      altKey: how.includes('option') || isFlagged,
      ctrlKey: isFlagged,
      shiftKey: how.includes('shift'),
      modifierAltGraph: how.includes('altgr') && !isFlagged,
      bubbles: true,
      cancelable: true,
      composed: true,
    }
    const isTaken = !element.dispatchEvent(
      new KeyboardEvent('keydown', { ...init, key: isDead ? 'Dead' : text, keyCode }),
    )
    if (isDead) compose()
    else if (!isTaken) {
      const charCode = text.charCodeAt(0)
      element.dispatchEvent(new KeyboardEvent('keypress', { ...init, key: text, keyCode: charCode, charCode }))
    }
    element.dispatchEvent(new KeyboardEvent('keyup', { ...init, key: isDead ? 'Dead' : text, keyCode }))

    function compose(): void {
      element.dispatchEvent(new CompositionEvent('compositionstart', { data: '', bubbles: true }))
      element.dispatchEvent(new CompositionEvent('compositionupdate', { data: text, bubbles: true }))
      const space = { key: text, code: 'Space', keyCode: 229, isComposing: true, bubbles: true }
      element.dispatchEvent(new KeyboardEvent('keydown', space))
      if (element instanceof HTMLTextAreaElement) element.value += text
      element.dispatchEvent(new CompositionEvent('compositionend', { data: text, bubbles: true }))
    }
  }, options)
}
