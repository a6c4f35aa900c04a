/** What a recording leaves out. It is read by others: what a shell said to this page only, and what opens doors, is not for them. */

const ESC = '\u001B'
const BEL = '\u0007'

/** Left out: everything that talks to a terminal rather than a person. Titles, marks (with their nonce), links, clipboard; queries; strings of devices. */
const CONTROLS = [
  // OSC, DCS, SOS, PM, APC up to their end, or to the end of what there is.
  new RegExp(String.raw`${ESC}[\]PX^_][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\|$)`, 'g'),
  // Device attributes, status reports, mode and window queries, version.
  new RegExp(String.raw`${ESC}\[[?>=]?[\d;]*(?:c|n|\$p|t|q)`, 'g'),
]

/** Replaced by asterisks, so that everything stays where it stands. */
const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON web tokens, as of service accounts.
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

/** The same pieces, cleaned as if they were one text: what has to go may begin in one and end in the next. */
export function cleanPieces(pieces: readonly string[]): string[] {
  const text = pieces.join('')
  const ranges = [...findAll(text, CONTROLS, false), ...findAll(text, SECRETS, true)]
  const fate = new Uint8Array(text.length)
  // A secret inside a control sequence goes with it.
  for (const { from, to, isMasked } of ranges.toReversed()) fate.fill(isMasked ? MASK : DROP, from, to)
  let at = 0
  return pieces.map((piece) => {
    const fates = fate.subarray(at, at + piece.length)
    at += piece.length
    if (fates.every((one) => one === KEEP)) return piece
    return Array.from(fates, (one, index) => kept(piece.charAt(index), one)).join('')
  })
}

const KEEP = 0
const MASK = 1
const DROP = 2

function kept(character: string, fate: number): string {
  if (fate === DROP) return ''
  const isLineEnd = character === '\r' || character === '\n'
  return fate === MASK && !isLineEnd ? '*' : character
}

function findAll(text: string, patterns: readonly RegExp[], isMasked: boolean): Range[] {
  return patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ from: index, to: index + found.length, isMasked })),
  )
}
