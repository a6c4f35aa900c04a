/** Output that a program can print to harm the server or another learner. */
export interface HostileOutput {
  name: string
  bytes: Buffer
}

const KIB = 1_024

/** A C0 or C1 control by its two-byte form. */
export const ESC = '\u001B'
export const CSI = '\u001B['
export const OSC = '\u001B]'
export const ST = '\u001B\\'
export const BEL = '\u0007'

export function output(name: string, text: string | Uint8Array): HostileOutput {
  return { name, bytes: Buffer.from(text) }
}

/** `unit` again and again, up to a size in KiB. */
export function flood(name: string, unit: string | Uint8Array, kib = 128): HostileOutput {
  const bytes = Buffer.from(unit)
  const count = Math.max(1, Math.floor((kib * KIB) / bytes.byteLength))
  return { name, bytes: Buffer.concat(Array.from({ length: count }, () => bytes)) }
}
