import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ShortcutName, shortcutOf } from '../../site/shortcut.ts'
import { codeOf, type LayoutName, LAYOUTS, type Modifiers, pressesOf } from './keyboard-layouts-fixture.ts'
import { type KeyMeaning, type KeyPress, meaningOf } from './key-rules.ts'

const CTRL = { ctrlKey: true }
const CTRL_SHIFT = { ctrlKey: true, shiftKey: true }
const CTRL_ALT = { ctrlKey: true, altKey: true }

const TERMINAL_KEYS: { letter: string; modifiers: Modifiers; means: KeyMeaning }[] = [
  { letter: 'm', modifiers: CTRL, means: 'toggle-tab' },
  { letter: 'c', modifiers: CTRL, means: 'copy' },
  { letter: 'c', modifiers: CTRL_SHIFT, means: 'copy' },
  { letter: 'v', modifiers: CTRL_SHIFT, means: 'browser' },
  { letter: 'f', modifiers: CTRL_SHIFT, means: 'find' },
]

const PAGE_KEYS: { letter: string; modifiers: Modifiers; means: ShortcutName; isInTerminal: boolean }[] = [
  { letter: 'k', modifiers: CTRL, means: 'palette', isInTerminal: false },
  { letter: 'k', modifiers: { metaKey: true }, means: 'palette', isInTerminal: true },
  { letter: 'k', modifiers: CTRL_ALT, means: 'palette', isInTerminal: true },
  { letter: 't', modifiers: CTRL_ALT, means: 'switch', isInTerminal: true },
]

const inTerminal = (press: KeyPress) => meaningOf(press, { hasSelection: true, isTabFree: false })

/** The codes of all keys of the layout that `matches` accepts. */
const codesOf = (layout: LayoutName, modifiers: Modifiers, matches: (press: KeyPress) => boolean) =>
  pressesOf(layout, modifiers)
    .filter(matches)
    .map(({ code }) => code)

for (const layout of LAYOUTS) {
  test(`${layout}: each shortcut of the terminal is on the key that prints its letter, and on no other`, () => {
    for (const { letter, modifiers, means } of TERMINAL_KEYS) {
      const others = TERMINAL_KEYS.filter((key) => key.modifiers === modifiers && key.means === means)
      const expected = others.map((key) => codeOf(layout, key.letter))
      const codes = codesOf(layout, modifiers, (press) => inTerminal(press) === means)
      assert.deepEqual(codes, expected, `${JSON.stringify(modifiers)} ${letter}`)
    }
  })

  test(`${layout}: each shortcut of the page is on the key that prints its letter, and on no other`, () => {
    for (const { letter, modifiers, means, isInTerminal } of PAGE_KEYS) {
      const part = { isTyping: isInTerminal, isInTerminal, isAltGraph: false, isApple: false }
      const codes = codesOf(layout, modifiers, (press) => shortcutOf({ ...press, ...part }) === means)
      assert.deepEqual(codes, [codeOf(layout, letter)], `${JSON.stringify(modifiers)} ${letter}`)
    }
  })

  test(`${layout}, macOS: Option changes the characters, and the shortcuts stay on their keys`, () => {
    const part = { isTyping: true, isInTerminal: true, isAltGraph: false, isApple: true }
    for (const [letter, means] of [
      ['k', 'palette'],
      ['t', 'switch'],
    ] as const) {
      const isMeant = (press: KeyPress) => shortcutOf({ ...press, key: '˚', ...part }) === means
      assert.ok(codesOf(layout, CTRL_ALT, isMeant).includes(codeOf(layout, letter)))
    }
  })
}
