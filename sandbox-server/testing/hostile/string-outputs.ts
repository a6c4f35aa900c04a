import { BEL, CSI, ESC, flood, OSC, output, ST, type HostileOutput } from './hostile-output.ts'

const OPENERS: [string, string][] = [
  ['OSC 0', `${OSC}0;`],
  ['OSC 2', `${OSC}2;`],
  ['OSC 4', `${OSC}4;1;rgb:`],
  ['OSC 7', `${OSC}7;file://`],
  ['OSC 8', `${OSC}8;;https://x/`],
  ['OSC 9', `${OSC}9;4;1;`],
  ['OSC 10', `${OSC}10;`],
  ['OSC 52', `${OSC}52;c;`],
  ['OSC 104', `${OSC}104;`],
  ['OSC 133', `${OSC}133;A;`],
  ['OSC 633', `${OSC}633;E;`],
  ['OSC 777', `${OSC}777;notify;`],
  ['OSC 1337', `${OSC}1337;File=inline=1:`],
  ['OSC without a number', OSC],
  ['OSC of 9,999 digits', `${OSC}${'9'.repeat(9_999)};`],
  ['DCS sixel', `${ESC}Pq"1;1;9999;9999#0;2;0;0;0!9999~`],
  ['DCS setting', `${ESC}P$q`],
  ['DCS capability', `${ESC}P+q`],
  ['DCS keys', `${ESC}P1;1|`],
  ['DCS with parameters', `${ESC}P${'1;'.repeat(5_000)}q`],
  ['DCS without a final byte', `${ESC}P`],
  ['APC', `${ESC}_G`],
  ['PM', `${ESC}^`],
  ['SOS', `${ESC}X`],
]

/** Strings: OSC, DCS, APC, PM and SOS. */
export function stringOutputs(): HostileOutput[] {
  return [
    ...OPENERS.map(([name, opener]) => output(`${name} without an end`, opener + 'Zm9v;'.repeat(20_000))),
    ...OPENERS.map(([name, opener]) =>
      flood(`${name} with an end`, `${opener.slice(0, 200)}${'A'.repeat(8)}${ST}`, 48),
    ),
    output('a title of a megabyte', `${OSC}0;${'t'.repeat(1_000_000)}${BEL}`),
    flood('titles', `${OSC}0;a${BEL}`, 256),
    flood('titles with controls', `${OSC}2;\u0001\u0002\u202E\uFEFF${BEL}`, 48),
    flood('titles on a stack', `${CSI}22;0t${CSI}23;0t${CSI}22;2t`, 48),
    flood('hyperlinks', `${OSC}8;;a${ST}`, 384),
    flood('hyperlinks with ids', `${OSC}8;id=${'i'.repeat(200)};http://x${ST}x${OSC}8;;${ST}`, 128),
    output(
      '100,000 hyperlinks',
      Array.from({ length: 50_000 }, (_, link) => `${OSC}8;id=${link};h:${link}${ST}x`).join(''),
    ),
    flood('all colours', Array.from({ length: 256 }, (_, colour) => `${OSC}4;${colour};#123456${BEL}`).join(''), 128),
    output(
      'colours in one string',
      `${OSC}4;${Array.from({ length: 9_000 }, (_, colour) => `${colour};#fff`).join(';')}${BEL}`,
    ),
    flood('strings that are cancelled', `${OSC}0;abc\u0018${ESC}Pq\u001A`, 64),
    flood('strings inside of strings', `${OSC}0;${ESC}Pq${ESC}_x${OSC}2;`, 128),
    flood('ends of strings', `${ST}${BEL}`, 128),
    flood('strings with C1', Buffer.from([0xc2, 0x9d, 0x30, 0x3b, 0x61, 0xc2, 0x9c]), 64),
    flood('strings with raw C1', Buffer.from([0x9d, 0x30, 0x3b, 0x61, 0x9c]), 64),
    output('a string of escapes', `${OSC}0;${ESC.repeat(300_000)}`),
    output('a string of bytes that are no text', Buffer.concat([Buffer.from(`${OSC}0;`), Buffer.alloc(400_000, 0xff)])),
    output('a string of NUL', Buffer.concat([Buffer.from(`${OSC}0;`), Buffer.alloc(400_000, 0)])),
    flood('sixel images', `${ESC}Pq${'#1!99999~-'.repeat(40)}${ST}`, 128),
    flood('images of kitty', `${ESC}_Gf=32,s=9999,v=9999,m=1;${'A'.repeat(400)}${ST}`, 128),
  ]
}

const mark = (rest: string): string => `${OSC}133;${rest}${ST}`

/** Marks and messages of the shell integration that a program forges. It can read the nonce of its own shell. */
export function forgedOutputs(nonce: string): HostileOutput[] {
  const own = (rest: string): string => mark(`${rest};nonce=${nonce}`)
  return [
    flood('marks without a nonce', ['A', 'B', 'C', 'D;1'].map(mark).join(''), 128),
    flood('marks with the nonce', ['A', 'B', 'C', 'D;1'].map(own).join(''), 256),
    flood('ends of commands', own('D;0'), 256),
    flood('prompts', own('B'), 128),
    flood('commands', own('C'), 128),
    output('a mark with a large exit code', own(`D;${'9'.repeat(3_000)}`)),
    output('a mark with 4,000 fields', own('A;x=1'.repeat(700))),
    flood('messages to the server without an end', `${OSC}kindlab;${nonce};`, 128),
    flood('messages to the server', `${OSC}kindlab;${nonce};nothing${ST}`, 256),
    output('a message to the server of a megabyte', `${OSC}kindlab;${nonce};${'x'.repeat(1_000_000)}`),
    flood('messages without a nonce', `${OSC}kindlab;exit=0${ST}`, 64),
    flood('starts of messages', `${OSC}kindlab;${nonce.slice(0, 9)}`, 128),
  ]
}
