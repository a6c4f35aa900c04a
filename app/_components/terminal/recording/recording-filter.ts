/** Cleans a recording, which the learner may pass on: removes control strings and queries, masks secrets. */

const ESC = '\u001B'
const BEL = '\u0007'

/** Removed: sequences for the terminal only, such as titles, marks (with their nonce), links, clipboard, queries and device strings. */
const CONTROLS = [
  // OSC, DCS, SOS, PM and APC, up to their terminator or the end of the text.
  new RegExp(String.raw`${ESC}[\]PX^_][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\|$)`, 'g'),
  // Device attributes, status reports, mode and window queries, version.
  new RegExp(String.raw`${ESC}\[[?>=]?[\d;]*(?:c|n|\$p|t|q)`, 'g'),
]

/** Replaced by asterisks, so that the layout does not change. */
const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON web tokens, such as those of service accounts.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  // Bootstrap tokens of kubeadm.
  /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g,
  /(?<=\b(?:client-key-data|token|password|passwd|secret)["']?\s*[:=]\s*["']?)[^\p{Cc}\s"',;]{6,}/giu,
]

interface Range {
  from: number
  to: number
  isMasked: boolean
}

/** Returns the same number of pieces, cleaned as one text: a sequence or a secret may span pieces. */
export function cleanPieces(pieces: readonly string[]): string[] {
  const text = pieces.join('')
  const ranges = [...findAll(text, CONTROLS, false), ...findAll(text, SECRETS, true)]
  const fate = new Uint8Array(text.length)
  // Controls last: a secret inside a control sequence is removed with it.
  for (const { from, to, isMasked } of ranges.toReversed()) fate.fill(isMasked ? MASK : DROP, from, to)
  let at = 0
  return pieces.map((piece) => {
    const fates = fate.subarray(at, at + piece.length)
    at += piece.length
    if (fates.every((one) => one === KEEP)) return piece
    return Array.from(fates, (one, index) => clean(piece.charAt(index), one)).join('')
  })
}

const KEEP = 0
const MASK = 1
const DROP = 2

function clean(character: string, fate: number): string {
  if (fate === DROP) return ''
  const isLineEnd = character === '\r' || character === '\n'
  return fate === MASK && !isLineEnd ? '*' : character
}

function findAll(text: string, patterns: readonly RegExp[], isMasked: boolean): Range[] {
  return patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ from: index, to: index + found.length, isMasked })),
  )
}
