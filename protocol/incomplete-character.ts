/** Length of a UTF-8 sequence by its first byte; 1 for a byte that starts no sequence. */
function sequenceBytes(first: number): number {
  if (first >= 0xf0 && first <= 0xf7) return 4
  if (first >= 0xe0) return first < 0xf0 ? 3 : 1
  return first >= 0xc0 ? 2 : 1
}

/**
 * Number of bytes of an incomplete UTF-8 character at the end of `bytes`: 0 to 3. xterm.js 6.0.0 loses a character that is split over two writes
 * if the last byte of the first write is 0x80: its decoder takes that byte for "no byte left". Dashes, quotes and many emoji have such a byte.
 * So no write to an emulator may end inside a character.
 */
export function incompleteCharacterBytes(bytes: Uint8Array): number {
  for (let count = 1; count <= Math.min(3, bytes.byteLength); count += 1) {
    const byte = bytes[bytes.byteLength - count] ?? 0
    const isContinuation = (byte & 0xc0) === 0x80
    if (!isContinuation) return sequenceBytes(byte) > count ? count : 0
  }
  return 0
}
