import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteUrl } from './server-settings.ts'

test('the address can be opened in a browser on this machine', () => {
  assert.equal(siteUrl({ host: '127.0.0.1', port: 7000 }), 'http://127.0.0.1:7000/')
  assert.equal(siteUrl({ host: '0.0.0.0', port: 80 }), 'http://127.0.0.1:80/')
  assert.equal(siteUrl({ host: '::', port: 7000 }), 'http://[::1]:7000/')
  assert.equal(siteUrl({ host: 'lab.example', port: 7000 }), 'http://lab.example:7000/')
})
