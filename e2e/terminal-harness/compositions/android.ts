/** Recorded on Android: Gboard, SwiftKey and other soft keyboards, voice, and keyboards that are plugged in. */
import { prefixesOf, type Recording, softComposition, softText, type Step } from './recorded-events.ts'

const SPACE: Step[] = [
  ['down', 'Unidentified', 229],
  ['edit', 'insertText', '', ' '],
]

const DELETE = (from: string): Step[] => [
  ['down', 'Unidentified', 229],
  ['edit', 'deleteContentBackward', from, ''],
]

export const ANDROID: readonly Recording[] = (
  [
    {
      name: 'a word and a space',
      source: 'https://github.com/xtermjs/xterm.js/issues/3600',
      steps: [...softComposition(['l', 'ls']), ['end', 'ls'], ...SPACE],
      shell: 'ls ',
    },
    {
      name: 'a number after a word',
      source: 'https://github.com/xtermjs/xterm.js/issues/3600',
      steps: [...softComposition(prefixesOf('port')), ['end', 'port'], ...softText('80')],
      shell: 'port80',
    },
    {
      name: 'a deletion inside the composed word',
      source: 'https://github.com/Vanessa219/vditor/issues/507',
      steps: [...softComposition(['h', 'he', 'hel', 'he']), ['end', 'he'], ...SPACE],
      shell: 'hel⌫ ',
    },
    {
      name: 'deletions after a word, which is then composed again',
      source: 'https://github.com/xtermjs/xterm.js/issues/4173',
      steps: [
        ...softComposition(prefixesOf('hello')),
        ['end', 'hello'],
        ...SPACE,
        ...DELETE(' '),
        ['start'],
        ['update', 'hello'],
        ...softComposition(['hell'], 'hello'),
        ['end', 'hell'],
      ],
      shell: 'hello ⌫⌫',
    },
    {
      name: 'a word that the keyboard writes in capitals at the space',
      source: 'https://github.com/juspay/kolu/issues/1592',
      steps: [...softComposition(['l', 'ls', 'LS']), ['end', 'LS'], ...SPACE],
      shell: 'ls⌫⌫LS ',
    },
    {
      name: 'a correction as a deletion and an insertion',
      source: 'https://github.com/gmuxapp/gmux/pull/133',
      steps: [...softText('teh'), ...DELETE('eh'), ['edit', 'insertText', '', 'he'], ...SPACE],
      shell: 'teh⌫⌫he ',
    },
    {
      name: 'a word that is composed after it was typed',
      source: 'https://github.com/agent-of-empires/agent-of-empires/pull/3751',
      steps: [...softText('test'), ['start'], ['update', 'test'], ['end', 'test'], ['edit', 'insertText', '', ' ']],
      shell: 'test ',
    },
    {
      name: 'a letter that is inserted before the end',
      source: 'https://github.com/fastestdevalive/vibe-station/pull/13',
      steps: [...softText('helo wor'), ['down', 'Unidentified', 229], ['edit', 'insertText', 'o wor', 'lo wor']],
      shell: 'helo wor⌫⌫⌫⌫⌫lo wor',
    },
    {
      name: 'two spaces that become a full stop',
      source: 'https://github.com/erwins-enkel/shepherd/pull/74',
      steps: [...softText('ls '), ...DELETE(' '), ['edit', 'insertText', '', '. ']],
      shell: 'ls ⌫. ',
    },
    {
      name: 'a suggestion that completes the word',
      source: 'https://github.com/NousResearch/hermes-agent/issues/52110',
      steps: [...softComposition(['k', 'ku', 'kub', 'kubectl']), ['end', 'kubectl'], ['edit', 'insertText', '', ' ']],
      shell: 'kubectl ',
    },
    {
      name: 'a replaced word in the middle of the line',
      source: 'https://github.com/gmuxapp/gmux/pull/133',
      steps: [...softText('kubectl got pods'), ['edit', 'insertReplacementText', 'got pods', 'get pods']],
      shell: 'kubectl got pods⌫⌫⌫⌫⌫⌫⌫et pods',
    },
    {
      name: 'two keys of a real keyboard at once',
      source: 'https://github.com/xtermjs/xterm.js/issues/5438',
      steps: [
        ['down', 'j', 229],
        ['down', 'k', 229],
        ['edit', 'insertText', '', 'j'],
        ['edit', 'insertText', '', 'k'],
      ],
      shell: 'jk',
    },
    {
      name: 'a key of a real keyboard that arrives as an edit and as a key',
      source: 'https://github.com/xtermjs/xterm.js/issues/4447',
      steps: [
        ['type', ':', 58],
        ['edit', 'insertText', '', '5'],
        ['down', '5', 53],
        ['up', '5', 53],
      ],
      shell: ':5',
    },
    {
      name: 'Backspace with nothing typed, which some keyboards send only as an edit',
      source: 'https://github.com/SimpleMobileTools/Simple-Keyboard/issues/40',
      steps: [...DELETE(' '), ...DELETE(' ')],
      shell: '⌫⌫',
    },
    {
      name: 'Backspace as a key without a name',
      source: 'https://github.com/jcubic/jquery.terminal/issues/296',
      steps: [...softText('123'), ...DELETE('3'), ...DELETE('2')],
      shell: '123⌫⌫',
    },
    {
      name: 'Enter as a key after a word',
      source: 'https://github.com/ianstormtaylor/slate/issues/725',
      steps: [...softComposition(['l', 'ls']), ['end', 'ls'], ['down', 'Enter', 13], ...softText('x')],
      shell: 'ls⏎x',
    },
    {
      name: 'Enter as an edit',
      source: 'https://github.com/codemirror/dev/issues/612',
      steps: [
        ...softComposition(['l', 'ls']),
        ['end', 'ls'],
        ['down', 'Unidentified', 229],
        ['edit', 'insertLineBreak', '', '\n'],
        ...softText('pwd'),
      ],
      shell: 'ls⏎pwd',
    },
    {
      name: 'Chinese, shown as Latin letters until a word is chosen',
      source: 'https://github.com/xtermjs/xterm.js/issues/1635',
      steps: [...softComposition(['n', 'ni', '你']), ['end', '你']],
      shell: 'ni⌫⌫你',
    },
    {
      name: 'Korean, whose last consonant moves to the next syllable',
      source: 'https://github.com/AvaloniaUI/Avalonia/pull/17680',
      steps: [...softComposition(['ㄱ', '가', '간', '가나']), ['end', '가나']],
      shell: 'ㄱ⌫가⌫간⌫가나',
    },
    {
      name: 'keys without a name and without a composition',
      source: 'https://github.com/xtermjs/xterm.js/pull/6009',
      steps: softText('ab'),
      shell: 'ab',
    },
  ] satisfies Omit<Recording, 'platform'>[]
).map((recording) => ({ ...recording, platform: 'Android' }))
