import { CSI, ESC, flood, output, type HostileOutput } from './hostile-output.ts'

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')

/** Characters: wide, combining, incomplete, invalid. */
export function characterOutputs(): HostileOutput[] {
  return [
    output('100,000 accents on one letter', `e${'\u0301'.repeat(100_000)}`),
    flood('twelve accents on every letter', `e${'\u0301'.repeat(12)}`, 64),
    output('an accent on nothing', `${CSI}H${'\u0301'.repeat(50_000)}`),
    flood('accents at the last column', `${CSI}80Ge\u0301\u0301`, 64),
    flood('wide characters', '日本語', 128),
    flood('wide characters at the last column', `${CSI}80G日`, 64),
    flood('half of a wide character overwritten', `日${CSI}2D x`, 64),
    flood('wide characters and erasing', `日日日${CSI}3G${CSI}1X${CSI}1P${CSI}1@`, 64),
    flood('emoji', '🙂👩‍👩‍👧‍👦🏳️‍🌈', 128),
    output('100,000 joiners', `👩${'\u200D👩'.repeat(60_000)}`),
    flood('flags', '🇩🇪🇫', 64),
    flood('variation selectors', '☺\uFE0F☺\uFE0E', 64),
    output('50,000 variation selectors', `☺${'\uFE0F'.repeat(50_000)}`),
    flood('Hangul in pieces', '\u1112\u1161\u11AB', 64),
    flood('right to left', '\u202E\u2066abc\u2069\u202Cאב', 64),
    flood('byte order marks', '\uFEFF', 64),
    flood('zero-width characters', '\u200B\u200C\u2060', 64),
    flood('soft hyphens', '\u00AD', 64),
    flood('private and last characters', '\uE000\u{10FFFF}\uFFFF', 64),
    flood('Tibetan and Thai stacks', 'ཧྐྵྨླྺྼྻྂ ก็็็็็', 64),
    flood('NUL', Buffer.from([0]), 256),
    flood('DEL', Buffer.from([0x7f]), 128),
    flood('raw C1', Buffer.from(Array.from({ length: 32 }, (_, code) => 0x80 + code)), 64),
    flood('C1 in UTF-8', Buffer.from(Array.from({ length: 32 }, (_, code) => [0xc2, 0x80 + code]).flat()), 64),
    flood('continuation bytes', Buffer.from([0xbf]), 128),
    flood('first bytes alone', Buffer.from([0xc3, 0xe2, 0xf0]), 128),
    flood('overlong characters', Buffer.from([0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0xf0, 0x80, 0x80, 0xaf]), 128),
    flood('surrogates in UTF-8', Buffer.from([0xed, 0xa0, 0x80, 0xed, 0xbf, 0xbf]), 128),
    flood('characters above the last', Buffer.from([0xf4, 0x90, 0x80, 0x80, 0xf8, 0x88, 0x80, 0x80, 0x80, 0xff]), 128),
    flood('a character that is cut by a sequence', Buffer.from([0xe2, 0x82, ...Buffer.from(`${CSI}m`)]), 64),
    flood('every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 128),
    flood('C0 controls', Buffer.from(Array.from({ length: 32 }, (_, byte) => (byte === 0x1b ? 0 : byte))), 64),
    flood('enquiries', '\u0005', 128),
    flood('bells', '\u0007', 256),
    flood('shift in and out', '\u000Ex\u000Fx', 64),
    flood('character sets', `${ESC}(0q${ESC})B${ESC}*0${ESC}+A${ESC}n${ESC}o${ESC}|x`, 64),
    flood('character sets of no name', `${ESC}(%5${ESC}("?${ESC}%G${ESC}%@`, 64),
  ]
}

/** Lines, wrapping, margins and screens. */
export function screenOutputs(): HostileOutput[] {
  return [
    output('a line of a megabyte', 'x'.repeat(1_000_000)),
    output('a wide line of a megabyte', '日'.repeat(330_000)),
    flood('empty lines', '\n', 256),
    flood('lines of one letter', 'x\r\n', 256),
    flood('carriage returns', 'x\r', 128),
    flood('backspaces', 'x\b\b', 128),
    flood('tabs', '\t', 128),
    flood('form feeds', '\f\v', 64),
    ...regionOutputs(),
    ...cellOutputs(),
  ]
}

/** Scroll regions, margins, screens and sizes. */
function regionOutputs(): HostileOutput[] {
  return [
    flood('reverse index', `${ESC}M`, 64),
    flood('index and next line', `${ESC}D${ESC}E`, 64),
    flood('no wrap', `${CSI}?7l${'x'.repeat(200)}${CSI}?7h`, 64),
    flood('reverse wrap', `${CSI}?45h\b\b\b${CSI}1Gx\b`, 64),
    flood(
      'regions',
      many(23, (top) => `${CSI}${top + 1};${top + 2}r${CSI}2S`),
      32,
    ),
    flood('regions upside down', `${CSI}24;1r${CSI}0;0r${CSI}9999;9999r\n`, 64),
    flood('a region of one line', `${CSI}5;5r\n\n${CSI}r`, 64),
    flood('origin mode', `${CSI}?6h${CSI}3;9r${CSI}99;99Hx${CSI}?6l`, 64),
    flood('left and right margins', `${CSI}?69h${CSI}5;9s${CSI}5;5Hxyz\n`, 64),
    flood('saved cursors', `${ESC}7${CSI}s${CSI}99;99H${ESC}8${CSI}u`, 64),
    flood('the alternate screen', `${CSI}?1049h${CSI}?1049l`, 64),
    flood('the alternate screen with text', `${CSI}?1049hxy\r\n${CSI}?1049l`, 64),
    flood('three kinds of alternate screen', `${CSI}?47h${CSI}?1047h${CSI}?1049h${CSI}?47l`, 64),
    flood('resizes', `${CSI}8;9999;9999t${CSI}8;1;1t${CSI}4;1;1t`, 64),
    flood(
      'window operations',
      many(24, (operation) => `${CSI}${operation}t`),
      64,
    ),
    flood(
      'a column of cursors',
      many(24, (row) => `${CSI}${row + 1};80Hx`),
      128,
    ),
    flood('positions outside', `${CSI}9999;9999Hx${CSI}0;0H${CSI}9999d${CSI}9999G`, 64),
  ]
}

/** Renditions of cells. */
function cellOutputs(): HostileOutput[] {
  return [
    flood('double-height lines', `${ESC}#3${ESC}#4${ESC}#6x`, 64),
    flood(
      'colours of every cell',
      many(64, (index) => `${CSI}38;2;${index};1;2;48;2;3;${index};4mx`),
      256,
    ),
    flood(
      'colours with colons',
      many(64, (index) => `${CSI}38:2::${index}:1:2;4:3;58:2::1:2:${index}mx`),
      256,
    ),
    flood(
      'every rendition',
      many(110, (code) => `${CSI}${code}mx`),
      128,
    ),
    flood('32 renditions in one sequence', `${CSI}${'1;2;3;4;5;7;8;9;'.repeat(4)}0m`, 64),
    flood('coloured empty lines', `${CSI}41m${CSI}K\n`, 64),
    flood('a coloured scrollback', `${many(40, (index) => `${CSI}38;5;${index}m日e\u0301`)}\r\n`, 128),
    flood('erased backgrounds', `${CSI}48;2;1;2;3m${CSI}2J${CSI}H`, 32),
  ]
}

const REQUESTS: [string, string][] = [
  ['device attributes', `${CSI}c${CSI}>c${CSI}=c`],
  ['status', `${CSI}5n${CSI}6n${CSI}?6n`],
  ['printer, keyboard and locator', `${CSI}?15n${CSI}?25n${CSI}?26n${CSI}?53n`],
  ['terminal parameters', `${CSI}x${CSI}1x`],
  ['version', `${CSI}>q`],
  ['modes', `${CSI}?2026$p${CSI}?1$p${CSI}4$p`],
  ['settings', `${ESC}P$qm${ESC}\\${ESC}P$q"p${ESC}\\${ESC}P$qr${ESC}\\`],
  ['capabilities', `${ESC}P+q544e${ESC}\\`],
  ['colours', '\u001B]4;1;?\u0007\u001B]10;?\u0007\u001B]11;?\u0007\u001B]12;?\u0007'],
  ['clipboard', '\u001B]52;c;?\u0007'],
  ['sizes', `${CSI}14t${CSI}16t${CSI}18t${CSI}19t`],
  ['titles', `${CSI}20t${CSI}21t`],
  ['keyboard of kitty', `${CSI}?u`],
  ['checksums of the screen', `${CSI}1;1;1;1;24;80*y`],
  ['identification', `${ESC}Z`],
]

/** Queries, whose answers would be typed into the shell. */
export function queryOutputs(): HostileOutput[] {
  return REQUESTS.map(([name, unit]) => flood(`queries: ${name}`, unit, 48))
}
