/** Length of a UTF-8 sequence by its first byte; 1 also for what is no first byte. */
function sequenceBytes(first: number): number {
  if (first >= 0xf0 && first <= 0xf7) return 4
  if (first >= 0xe0) return first < 0xf0 ? 3 : 1
  return first >= 0xc0 ? 2 : 1
}

/**
 * How many bytes at the end of `bytes` begin a UTF-8 character that is not complete: 0 to 3. xterm.js 6.0.0 loses a character whose bytes come in
 * two writes if the last byte of the first write is 0x80 (its decoder takes that for "no byte kept"): dashes, ellipses, quotes and many emoji.
 * So nothing is ever written to an emulator that ends inside a character.
 */
export function incompleteCharacterBytes(bytes: Uint8Array): number {
  for (let count = 1; count <= Math.min(3, bytes.byteLength); count += 1) {
    const byte = bytes[bytes.byteLength - count] ?? 0
    const isContinuation = (byte & 0xc0) === 0x80
    if (!isContinuation) return sequenceBytes(byte) > count ? count : 0
  }
  return 0
}
