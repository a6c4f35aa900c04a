import type { KeyPress } from './key-rules.ts'

const lettersOf = (row: string) => Array.from(row, (letter) => `Key${letter}`)

/** Codes of the letter rows of a keyboard, and of the keys right of them. */
const CODES = [
  ...lettersOf('QWERTYUIOP'),
  'BracketLeft',
  'BracketRight',
  ...lettersOf('ASDFGHJKL'),
  'Semicolon',
  'Quote',
  ...lettersOf('ZXCVBNM'),
  'Comma',
  'Period',
  'Slash',
]

/** The characters of each layout in the order of CODES. */
const ROWS = {
  'QWERTY, US': "qwertyuiop[] asdfghjkl;' zxcvbnm,./",
  'QWERTY, Spanish': 'qwertyuiop`+ asdfghjklñ´ zxcvbnm,.-',
  'QWERTY, Portuguese': 'qwertyuiop´[ asdfghjklç~ zxcvbnm,.;',
  'QWERTZ, German': 'qwertzuiopü+ asdfghjklöä yxcvbnm,.-',
  'QWERTZ, Czech': 'qwertzuiopú) asdfghjklů§ yxcvbnm,.-',
  'AZERTY, French': 'azertyuiop^$ qsdfghjklmù wxcvbn,;:!',
  'AZERTY, Belgian': 'azertyuiop^$ qsdfghjklmù wxcvbn,;:=',
  Dvorak: "',.pyfgcrl/= aoeuidhtns- ;qjkxbmwvz",
  Colemak: "qwfpgjluy;[] arstdhneio' zxcvbkm,./",
  Bépo: "bépoè^vdljzw auie,ctsrnm àyx.k'qghf",
  'Turkish F': 'fgğıodrnhpqw uieaütkmlyş jövcçzsb.,',
  Russian: 'йцукенгшщзхъ фывапролджэ ячсмитьбю.',
  Ukrainian: 'йцукенгшщзхї фівапролджє ячсмитьбю.',
  Bulgarian: ',уеишщксдзц; ьяаожгтнвмч юйъэфхпрлб',
  Greek: ";ςερτυθιοπ[] ασδφγηξκλ΄' ζχψωβνμ,./",
  Hebrew: "/'קראטוןםפ][ שדגכעיחלךף, זסבהנמצתץ.",
  Arabic: 'ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةو.ظ/',
  Georgian: "ქწერტყუიოპ[] ასდფგჰჯკლ;' ზხცვბნმ,./",
  Kana: 'たていすかんなにらせ゛゜ ちとしはきくまのりれけ つさそひこみもねるめ',
} as const

export type LayoutName = keyof typeof ROWS

export const LAYOUTS = Object.keys(ROWS).filter((name): name is LayoutName => name in ROWS)

export interface Modifiers {
  ctrlKey?: boolean
  shiftKey?: boolean
  altKey?: boolean
  metaKey?: boolean
}

const NO_MODIFIERS = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false }

/** All keys of a layout as events. The key code is that of the printed letter, or of the position where none is printed. */
export function pressesOf(layout: LayoutName, modifiers: Modifiers): KeyPress[] {
  const characters = Array.from(ROWS[layout].replaceAll(' ', ''))
  return characters.map((character, index) => {
    const code = CODES[index] ?? ''
    const letter = /^[a-z]$/.test(character) ? character.toUpperCase() : code.replace(/^Key/, '')
    const key = modifiers.shiftKey === true ? character.toUpperCase() : character
    return { key, code, keyCode: letter.length === 1 ? letter.charCodeAt(0) : 0, ...NO_MODIFIERS, ...modifiers }
  })
}

/** The code of the key that means `letter`: where it is printed, or its position on QWERTY when the layout prints no Latin letters. */
export function codeOf(layout: LayoutName, letter: string): string {
  const index = Array.from(ROWS[layout].replaceAll(' ', '')).indexOf(letter)
  return CODES[index] ?? `Key${letter.toUpperCase()}`
}
