import { CSI, ESC, flood, output, type HostileOutput } from './hostile-output.ts'

/** `e` with twelve accents: the longest cell that a program can write cheaply. */
const HEAVY = `e${'\u0301'.repeat(12)}`
const FINALS = Array.from('bSTLMPX@ICZABCDEFGHdea`^')
const COUNTS = ['2147483647', '9'.repeat(200), `${'0'.repeat(300)}99999`]
/** As large as a screen: each is honest, many together are not. */
const HONEST: [string, string][] = [
  ['scroll up', `${CSI}24S`],
  ['scroll down', `${CSI}24T`],
  ['insert lines', `${CSI}24L`],
  ['delete lines', `${CSI}24M`],
  ['insert characters', `${CSI}80@`],
  ['delete characters', `${CSI}80P`],
  ['erase characters', `${CSI}80X`],
  ['insert columns', `${CSI}80'}`],
  ['delete columns', `${CSI}80'~`],
  ['scroll left', `${CSI}80 @`],
  ['scroll right', `${CSI}80 A`],
  ['repeat a screen', `x${CSI}1920b`],
  ['repeat an accented screen', `${HEAVY}${CSI}1920b`],
  ['erase the screen', `${CSI}2J`],
  ['erase the scrollback', `${CSI}3J`],
  ['erase lines', `${CSI}2K`],
  ['erase selectively', `${CSI}?2J${CSI}?2K`],
  ['fill with E', `${ESC}#8`],
  ['reset', `${ESC}c`],
  ['soft reset', `${CSI}!p`],
  ['tabs forwards', `${CSI}80I`],
  ['tabs backwards', `${CSI}80Z`],
  ['set and clear tabs', `${ESC}H${CSI}3g`],
]

/** Counts of control sequences that an emulator executes as loops. */
export function countOutputs(): HostileOutput[] {
  return [
    ...FINALS.flatMap((final) =>
      COUNTS.map((count) => output(`a count of ${count.length} digits for ${final}`, `${HEAVY}${CSI}${count}${final}`)),
    ),
    ...HONEST.map(([name, unit]) => flood(`flood: ${name}`, unit, 32)),
    output('the line that ended the server once', `${HEAVY}${CSI}2147483647b`),
    output('the line that held the server once', `${CSI}1500000S`),
    flood('scrolls of a large screen', `${CSI}200S`, 32),
    output('a count after a count', `${CSI}1;2147483647;2147483647S`),
    output('a count in two pieces', `${CSI}21474\u00007${CSI}214748\u0000b`),
    output('a count with colons', `a${CSI}2147483647:2147483647b`),
    output('a private count', `a${CSI}?2147483647b${CSI}>2147483647S${CSI}=2147483647L`),
    output('a count with C1', Buffer.from([0x61, 0xc2, 0x9b, ...Buffer.from('2147483647b')])),
    output('a count with raw C1', Buffer.from([0x61, 0x9b, ...Buffer.from('2147483647b')])),
  ]
}

/** Control sequences with parameters that no program sends. */
export function parameterOutputs(): HostileOutput[] {
  return [
    output('100,000 parameters', `${CSI}${'1;'.repeat(100_000)}m`),
    output('100,000 subparameters', `${CSI}38${':1'.repeat(100_000)}m`),
    output('a parameter of 500,000 digits', `${CSI}${'9'.repeat(500_000)}m`),
    output('500,000 separators', `${CSI}${';'.repeat(500_000)}m`),
    output('parameters without an end', `${CSI}${'1;2;3;'.repeat(150_000)}`),
    output('500,000 intermediates', `${CSI}${' '.repeat(500_000)}q`),
    output('500,000 private marks', `${CSI}${'?'.repeat(500_000)}h`),
    output('500,000 escapes', ESC.repeat(500_000)),
    flood('control sequences without an end', CSI),
    flood('controls inside of a sequence', `${CSI}1\u00071\n1\r1\b1m`, 64),
    output('escape with intermediates', `${ESC}${'#'.repeat(300_000)}8`),
    flood(
      'every mode on and off',
      Array.from({ length: 60 }, (_, mode) => `${CSI}?${mode}h${CSI}?${mode}l`).join(''),
      32,
    ),
    flood('every ANSI mode on', Array.from({ length: 30 }, (_, mode) => `${CSI}${mode}h`).join(''), 32),
    flood('modes above 1000', Array.from({ length: 60 }, (_, mode) => `${CSI}?${1_000 + mode}h`).join(''), 32),
    flood('a thousand modes in one sequence', `${CSI}?${'1049;'.repeat(40)}h`, 16),
    flood('insert mode in a long line', `${CSI}4h${CSI}1Gxyz`, 64),
    flood('synchronized updates', `${CSI}?2026hx${CSI}?2026l`, 64),
    output('a synchronized update without an end', `${CSI}?2026h${'text '.repeat(50_000)}`),
    flood('132 columns', `${CSI}?40h${CSI}?3h${CSI}?3l`, 16),
    flood('mouse modes', `${CSI}?1000h${CSI}?1003h${CSI}?1006h${CSI}?1016h${CSI}?1000l`, 32),
    flood('kitty keyboard stack', `${CSI}>31u${CSI}=31;3u`, 32),
    flood('protected characters', `${CSI}1"qx${CSI}0"q${CSI}?J`, 16),
  ]
}
