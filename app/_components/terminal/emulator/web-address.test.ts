import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openableHost } from './web-address.ts'

test('http and https addresses have a host', () => {
  assert.equal(openableHost('https://kubernetes.io/docs/'), 'kubernetes.io')
  assert.equal(openableHost('http://10.96.0.1:8080/x?y'), '10.96.0.1:8080')
})

test('other schemes do not open', () => {
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

test('an address with credentials, which can imitate another host, does not open', () => {
  assert.equal(openableHost('https://kubernetes.io@evil.example/'), undefined)
})
