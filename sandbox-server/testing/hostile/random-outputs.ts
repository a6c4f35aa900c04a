import { makeRandom } from '../seeded-random.ts'
import { CSI, ESC, OSC, type HostileOutput } from './hostile-output.ts'

const OUTPUTS = 40
const PIECES = 2_000
const TEXTS = ['x', 'é', '日', '🙂', '\u0301', '\u200D', '\t', '\r\n', '\b', '\u000E', '\u0000', 'plain text ']
const FINALS = Array.from('@ABCDEFGHIJKLMPSTXZ^`abcdefghlmnpqrstux{|}~')
const NUMBERS = ['', '0', '1', '2', '7', '24', '80', '500', '1049', '2026', '9999', '65536', '2147483647']
const INTERMEDIATES = ['', '', '', '?', '>', '=', '!', ' ', '$', '"', "'"]
const STRINGS = [
  `${OSC}0;`,
  `${OSC}8;;h`,
  `${OSC}4;1;`,
  `${OSC}52;c;`,
  `${OSC}133;A`,
  `${ESC}P1q`,
  `${ESC}_`,
  `${ESC}^`,
  `${ESC}X`,
]
const ENDS = ['\u0007', `${ESC}\\`, '\u0018', '']
const ESCAPES = Array.from('78DEMHcZ=>no|}~#(')

/** Mixtures of everything, the same in each run. */
export function randomOutputs(): HostileOutput[] {
  return Array.from({ length: OUTPUTS }, (_, index) => {
    const random = makeRandom(index + 1)
    const pieces = Array.from({ length: PIECES }, () => randomPiece(random))
    return { name: `mixture ${index + 1}`, bytes: Buffer.concat(pieces) }
  })
}

function randomPiece(random: (below: number) => number): Buffer {
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? ''
  switch (random(8)) {
    case 0:
      return Buffer.from(pick(STRINGS) + pick(TEXTS).repeat(random(30)) + pick(ENDS))
    case 1:
      return Buffer.from(ESC + pick(ESCAPES))
    case 2:
      return Buffer.from(Array.from({ length: random(12) }, () => random(256)))
    case 3:
      return Buffer.from(pick(TEXTS).repeat(random(200)))
    default: {
      const parameters = Array.from({ length: random(5) }, () => pick(NUMBERS)).join(random(6) === 0 ? ':' : ';')
      const [mark, intermediate] = [pick(INTERMEDIATES), pick(INTERMEDIATES)]
      const isPrivate = mark >= '<' && mark <= '?'
      return Buffer.from(
        `${CSI}${isPrivate ? mark : ''}${parameters}${intermediate >= '<' ? '' : intermediate}${pick(FINALS)}`,
      )
    }
  }
}
