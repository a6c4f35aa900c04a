const LF = 0x0a
const CR = 0x0d
/** Lead byte of a C1 control in UTF-8. */
const C2 = 0xc2

/**
 * The number of bytes at the start of `bytes` that leave no trace on a screen: lines of plain text that later lines of plain text push out of the
 * scrollback. The emulator must be outside of any sequence before `bytes`, and scroll its whole screen.
 *
 * @param lines of the screen and its scrollback
 */
export function skippedTextBytes(bytes: Uint8Array, lines: number): number {
  // Each line has one byte at least.
  if (bytes.byteLength <= lines) return 0
  let index = textBytes(bytes)
  let left = lines
  while (index > 0 && left > 0) {
    index -= 1
    if (bytes[index] === LF) left -= 1
  }
  if (left > 0) return 0
  // Without the carriage return the next line would not start in the first column.
  while (index > 1 && !(bytes[index - 1] === LF && bytes[index - 2] === CR)) index -= 1
  return index > 1 ? index : 0
}

/** The length of the plain text at the start of `bytes`: printed characters, line breaks, tabs, backspaces and bells. */
function textBytes(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.byteLength; index++) {
    const byte = bytes[index] ?? 0
    if (byte >= 0x20 ? byte === 0x7f || byte === C2 : byte < 0x07 || byte > CR || byte === 0x0b || byte === 0x0c)
      return index
  }
  return bytes.byteLength
}
