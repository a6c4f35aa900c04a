import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openableHost } from './web-address.ts'

test('web addresses open, and their host is known', () => {
  assert.equal(openableHost('https://kubernetes.io/docs/'), 'kubernetes.io')
  assert.equal(openableHost('http://10.96.0.1:8080/x?y'), '10.96.0.1:8080')
})

test('[D10] nothing else opens', () => {
  for (const text of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vscode://x',
    '//host',
    'x',
  ])
    assert.equal(openableHost(text), undefined, text)
})

test('[D10] an address that pretends to be of another host does not open', () => {
  assert.equal(openableHost('https://kubernetes.io@evil.example/'), undefined)
})
