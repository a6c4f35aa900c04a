import { makeRandom } from '../seeded-random.ts'
import { BEL, CSI, ESC, flood, OSC, output, ST, type HostileOutput } from './hostile-output.ts'

const MIB = 1_024
const HEAVY = `e${'\u0301'.repeat(12)}`

/** For a terminal of the largest size, where one sequence costs twenty times as much. */
export function largeScreenOutputs(): HostileOutput[] {
  return [
    flood('resets', `${ESC}c`, 1),
    flood('soft resets', `${CSI}!p`, 64),
    flood('alternate screens', `${CSI}?1049h${CSI}?1049l`, 4),
    flood('alternate screens with text', `${CSI}?1049hx\r\n${CSI}?1047l`, 4),
    flood('scrolls', `${CSI}200S`, 16),
    flood('scrolls back', `${CSI}200T`, 16),
    flood('inserted lines', `${CSI}H${CSI}200L`, 16),
    flood('deleted lines', `${CSI}H${CSI}200M`, 16),
    flood('inserted characters', `${CSI}1G${CSI}500@`, 16),
    flood('inserted columns', `${CSI}500'}`, 2),
    flood('E on the whole screen', `${ESC}#8`, 2),
    flood('erased screens', `${CSI}2J`, 8),
    flood('repetitions', `x${CSI}99999b`, 4),
    flood('repetitions with accents', `${HEAVY}${CSI}2147483647b`, 8),
    flood('accents in every cell', HEAVY.repeat(100), MIB / 2),
    flood('underlines in every cell', `${CSI}4:3;58:2::1:2:3mx${CSI}58;5;7mx`, MIB / 2),
    flood('lines of wide characters', '日'.repeat(166), MIB / 2),
    flood('a coloured line break', `${CSI}48;2;1;2;3m\n`, 64),
    flood('a region and reverse index', `${CSI}2;199r${CSI}2H${ESC}M`, 32),
    output('a wide line of a megabyte', '日'.repeat(330_000)),
    output('a line of a megabyte', 'x'.repeat(1_000_000)),
  ]
}

/** Megabytes, so that what a terminal stores for each of them adds up. */
export function longOutputs(): HostileOutput[] {
  return [...longTexts(), ...longStrings()]
}

function longTexts(): HostileOutput[] {
  const random = makeRandom(7)
  const nonsense = Buffer.from(Array.from({ length: MIB * MIB }, () => random(256)))
  return [
    flood('NUL', Buffer.alloc(MIB), 4 * MIB),
    flood('bytes of a program', nonsense, 2 * MIB),
    output(
      'raw C1 and bytes',
      nonsense.map((byte) => byte | 0x80),
    ),
    flood('lines of accents', `${HEAVY.repeat(6)}\r\n`, 2 * MIB),
    flood('one joiner after another', '\u200D', MIB),
    flood(
      'underlines of many colours',
      many(256, (index) => `${CSI}58;2;${index};1;2;4:${(index % 5) + 1}mx`),
      2 * MIB,
    ),
    flood(
      'lines of 500 colours',
      many(500, (index) => `${CSI}38;2;${index % 256};9;9mx`),
      MIB,
    ),
    flood('tab stops', `${ESC}H x`, MIB),
    flood(
      'palettes',
      many(256, (colour) => `${OSC}4;${colour};rgb:ffff/1/2${BEL}`),
      MIB,
    ),
    flood('working folders and progress', `${OSC}7;file://h/${'d'.repeat(200)}${BEL}${OSC}9;4;1;50${BEL}`, MIB),
    flood('soft resets', `${CSI}!p`, MIB),
    flood(
      'modes',
      many(40, (mode) => `${CSI}?${mode + 1_000}h`),
      MIB,
    ),
    flood(
      'saved modes',
      many(40, (mode) => `${CSI}?${mode}s${CSI}?${mode}r`),
      MIB,
    ),
    flood('keyboard stack of kitty', `${CSI}>1u`, MIB),
    flood('rectangles', `${CSI}1;1;24;80$x${CSI}1;1;24;80$z${CSI}1;1;24;80;1;2;2;1$v`, MIB),
    flood('tags and flags', '\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}', MIB),
    flood(
      'erased lines of many colours',
      many(200, (colour) => `${CSI}48;5;${colour}m${CSI}K\r\n`),
      MIB,
    ),
  ]
}

function longStrings(): HostileOutput[] {
  return [
    output('a title of eight megabytes', `${OSC}0;${'t'.repeat(8_000_000)}${BEL}`),
    flood('large titles on a stack', `${OSC}0;${'t'.repeat(400)}${BEL}${CSI}22;0t`, MIB),
    flood('titles of 60 kilobytes on a stack', `${OSC}2;${'é'.repeat(30_000)}${BEL}${CSI}22;2t`, 2 * MIB),
    output('a clipboard of four megabytes', `${OSC}52;c;${'QUFB'.repeat(1_000_000)}${BEL}`),
    output('an image of iTerm of four megabytes', `${OSC}1337;File=inline=1;size=9:${'QUFB'.repeat(1_000_000)}${BEL}`),
    flood('parts of images of iTerm', `${OSC}1337;FilePart=${'QUFB'.repeat(500)}${BEL}`, MIB),
    output('a sixel image of four megabytes', `${ESC}Pq"1;1;9999;9999${'#1!9999~-'.repeat(450_000)}${ST}`),
    flood('images of kitty', `${ESC}_Ga=T,f=100,m=1;${'A'.repeat(4_000)}${ST}`, 2 * MIB),
    output('a setting after a bell', `${ESC}P$q${BEL}${'m'.repeat(4_000_000)}`),
    flood('capabilities', `${ESC}P+q${'544e;'.repeat(800)}${ST}`, MIB),
    flood('hyperlinks of two kilobytes', `${OSC}8;id=${'i'.repeat(900)};h:${'x'.repeat(1_000)}${ST}x`, 2 * MIB),
  ]
}

function many(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('')
}
