import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incompleteCharacterBytes } from './incomplete-character.ts'

test('a character is incomplete until its last byte', () => {
  for (const character of ['é', '…', '漢', '👩']) {
    const bytes = new TextEncoder().encode(`a${character}`)
    for (let end = 1; end < bytes.byteLength; end += 1) {
      assert.equal(incompleteCharacterBytes(bytes.subarray(0, end)), end - 1, `${character} after ${end} bytes`)
    }
    assert.equal(incompleteCharacterBytes(bytes), 0)
  }
})

test('bytes that are not UTF-8 are complete', () => {
  for (const bytes of [
    [],
    [0x41],
    [0x80],
    [0x80, 0x80, 0x80, 0x80],
    [0xff],
    [0xf8, 0x80],
    [0xc3, 0x41],
    [0xe2, 0x80, 0x80],
  ]) {
    assert.equal(incompleteCharacterBytes(Uint8Array.from(bytes)), 0)
  }
})
