import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseOsRelease } from './distribution.ts'

test('recognizes Debian 12', () => {
  const text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n'
  assert.deepEqual(parseOsRelease(text), {
    family: 'debian',
    name: 'Debian GNU/Linux 12 (bookworm)',
    codename: 'bookworm',
    release: 12,
  })
})

test('recognizes Ubuntu', () => {
  const text =
    'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n'
  assert.deepEqual(parseOsRelease(text), {
    family: 'ubuntu',
    name: 'Ubuntu 24.04.1 LTS',
    codename: 'noble',
    release: 24,
  })
})

test('recognizes the base of a derivative', () => {
  const mint = parseOsRelease('ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"\nUBUNTU_CODENAME=noble\n')
  assert.deepEqual([mint.family, mint.codename], ['ubuntu', 'noble'])
  const lmde = parseOsRelease('ID=linuxmint\nID_LIKE=debian\nVERSION_ID="6"\nDEBIAN_CODENAME=bookworm\n')
  assert.deepEqual([lmde.family, lmde.release], ['debian', 12])
})

test('does not recognize Fedora', () => {
  assert.equal(parseOsRelease('ID=fedora\nVERSION_ID=42\n').family, 'other')
})
