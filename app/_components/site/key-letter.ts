/** The part of a keyboard event that shortcuts depend on. */
export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly ctrlKey: boolean
  readonly altKey: boolean
}

/**
 * The letter (`a` to `z`) that a shortcut means, or undefined. It is the printed letter, because a QWERTZ, AZERTY or Dvorak keyboard has it at
 * another position. A Cyrillic or Greek keyboard prints no Latin letter: there it is the position.
 */
export function letterOf(press: PressedKey, isApple: boolean): string | undefined {
  const key = press.key.toLowerCase()
  if (/^[a-z]$/.test(key)) return key
  // Option changes the character of each key, and the key code is still the one of the printed letter.
  if (isApple && press.altKey) return letterOfCode(press.keyCode) ?? letterAt(press.code)
  return isOtherScript(key) ? letterAt(press.code) : undefined
}

/** The bracket that a shortcut means: keyboards of other scripts have letters at its position. */
export function bracketOf({ key, code }: Pick<PressedKey, 'key' | 'code'>): string | undefined {
  if (key === '[' || key === ']') return key
  if (!isOtherScript(key.toLowerCase())) return undefined
  return code === 'BracketLeft' ? '[' : code === 'BracketRight' ? ']' : undefined
}

/** AltGr: old browsers on Windows report it only as Ctrl+Alt. */
export function isAltGraph(
  press: PressedKey,
  { hasState, isWindows }: { hasState: boolean; isWindows: boolean },
): boolean {
  if (hasState) return true
  const isFlagged = isWindows && press.ctrlKey && press.altKey
  return isFlagged && press.key.length === 1 && !/^[a-z\d ]$/i.test(press.key)
}

/** Input methods hide the character of a key (`Process`, `Unidentified`). */
function isOtherScript(key: string): boolean {
  if (key === 'process' || key === 'unidentified') return true
  return /^[\p{L}\p{M}]+$/u.test(key) && !/\p{Script=Latin}/u.test(key)
}

function letterAt(code: string): string | undefined {
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
}

function letterOfCode(keyCode: number): string | undefined {
  return keyCode >= 65 && keyCode <= 90 ? String.fromCharCode(keyCode + 32) : undefined
}
