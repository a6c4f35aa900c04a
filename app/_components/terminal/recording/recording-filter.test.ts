import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { cleanPieces } from './recording-filter.ts'

const clean = (text: string) => cleanPieces([text]).join('')

test('visible output is not changed', () => {
  const shown = '\u001B[1;32mroot\u001B[0m:~# ls\r\n\u001B[?25l\u001B[2 q日🙂\u001B[10;20H\u001B[K\u001B[?1049h'
  assert.equal(clean(shown), shown)
})

test('marks, titles, links, the clipboard, queries and device strings are removed', () => {
  const hidden = [
    '\u001B]133;B;nonce=123\u001B\\',
    '\u001B]0;title\u0007',
    '\u001B]8;;javascript:alert(1)\u001B\\',
    '\u001B]52;c;aGk=\u0007',
    '\u001B[c\u001B[>c\u001B[6n\u001B[?2004$p\u001B[14t\u001B[>q',
    '\u001BP$qm\u001B\\\u001B_apc\u001B\\\u001B^pm\u001B\\',
  ]
  for (const sequence of hidden) assert.equal(clean(`a${sequence}b`), 'ab', JSON.stringify(sequence))
  assert.equal(clean('a\u001B]52;c;never ends'), 'a')
})

test('keys, tokens and passwords are masked with the same length', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\r\nMIIE\r\n-----END RSA PRIVATE KEY-----'
  assert.equal(clean(key), key.replaceAll(/[^\r\n]/g, '*'))
  const webToken = 'eyJhbGciOiJSUzI1.eyJpc3MiOiJrdWJl.c2lnbmF0dXJl'
  assert.equal(clean(`bearer ${webToken} x`), `bearer ${'*'.repeat(webToken.length)} x`)
  assert.equal(clean('kubeadm join --token abcdef.0123456789abcdef x'), `kubeadm join --token ${'*'.repeat(23)} x`)
  assert.equal(clean('    client-key-data: LS0tLS1CRUdJTg=='), `    client-key-data: ${'*'.repeat(16)}`)
  assert.equal(clean('"password": "hunter22", user'), '"password": "********", user')
})

test('the result does not depend on where the output is cut', () => {
  const text = 'x\u001B]133;A;nonce=9\u001B\\$ cat key\r\ntoken: abcdef.0123456789abcdef\r\n\u001B[6n日y'
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length]
      const pieces = places.slice(1).map((to, index) => text.slice(places[index], to))
      const cleaned = cleanPieces(pieces)
      assert.equal(cleaned.length, pieces.length)
      assert.equal(cleaned.join(''), clean(text))
    }),
  )
})
