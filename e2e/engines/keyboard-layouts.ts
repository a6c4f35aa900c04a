/** Keyboards of X, with the keys that type the characters of a shell on each. */

export interface KeyboardLayout {
  /** Name of the layout in XKB. */
  xkb: string
  name: string
  /** Names of keys in X, and the text that they type together. xdotool adds modifiers such as AltGr. */
  typed: readonly (readonly [keys: string, text: string])[]
  /** The letters of shortcuts, if the layout has no Latin ones: numbers of keys. */
  letters?: Readonly<Record<Letter, string>>
}

export type Letter = 'b' | 'c' | 'k' | 'm' | 't'

const BRACKETS = [
  'bar at bracketleft bracketright braceleft braceright backslash',
  String.raw`|@[]{}\ `.trim(),
] as const
const US = ['asciitilde asciicircum numbersign dollar', '~^#$'] as const
const POSITIONS = { b: '56', c: '54', k: '45', m: '58', t: '28' }

/** Dead keys are compositions of GTK, with the events of a real input method. */
export const LAYOUTS: readonly KeyboardLayout[] = [
  { xkb: 'us', name: 'US', typed: [BRACKETS, US] },
  { xkb: 'us(dvorak)', name: 'Dvorak', typed: [BRACKETS, US] },
  {
    xkb: 'us(intl)',
    name: 'US international',
    typed: [
      BRACKETS,
      ['dead_tilde space', '~'],
      ['dead_circumflex space', '^'],
      ['numbersign dollar', '#$'],
      ['dead_acute e', 'é'],
    ],
  },
  {
    xkb: 'de',
    name: 'German',
    typed: [
      BRACKETS,
      ['asciitilde', '~'],
      ['dead_circumflex space', '^'],
      ['numbersign dollar udiaeresis', '#$ü'],
      ['dead_circumflex e', 'ê'],
      // This letter does not take the accent.
      ['dead_grave x', '`x'],
    ],
  },
  {
    xkb: 'fr',
    name: 'French',
    typed: [
      BRACKETS,
      ['dead_tilde space', '~'],
      ['asciicircum numbersign dollar eacute', '^#$é'],
      ['dead_circumflex e', 'ê'],
    ],
  },
  {
    xkb: 'es',
    name: 'Spanish',
    typed: [
      BRACKETS,
      ['dead_tilde space', '~'],
      ['dead_circumflex space', '^'],
      ['numbersign dollar ntilde', '#$ñ'],
      ['dead_acute a', 'á'],
    ],
  },
  { xkb: 'ru', name: 'Russian', typed: [['Cyrillic_ya Cyrillic_zhe', 'яж']], letters: POSITIONS },
  {
    xkb: 'gr,us',
    name: 'Greek with US',
    typed: [
      ['Greek_alpha', 'α'],
      ['dead_acute Greek_alpha', 'ά'],
    ],
    letters: POSITIONS,
  },
]
