// C0 except TAB, LF and CR, then DEL and C1. Without ESC removed, `ESC[201~` inside a paste would end the paste and run the rest.
// oxlint-disable-next-line no-control-regex
const UNTYPABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
// Controls, invisible characters, and characters that change the direction of text.
// oxlint-disable-next-line no-control-regex
const UNSHOWABLE = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g
const MAX_TITLE_CHARACTERS = 64

/** Makes text of the clipboard safe to type. */
export function cleanPaste(text: string): string {
  return text.replaceAll(UNTYPABLE, '')
}

/** Makes a title that a program chose safe to show. */
export function cleanTitle(title: string): string {
  const characters = Array.from(title.replaceAll(UNSHOWABLE, '').trim())
  return characters.slice(0, MAX_TITLE_CHARACTERS).join('')
}
