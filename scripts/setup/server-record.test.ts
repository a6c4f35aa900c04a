import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isServerCommand, parseRecord } from './server-record.ts'

test('recognizes a Kindlab server by its command line', () => {
  assert.equal(isServerCommand(['node', '/srv/kindlab/sandbox-server/main.ts']), true)
  assert.equal(isServerCommand(['node', 'sandbox-server/main.ts']), true)
  assert.equal(isServerCommand(['python3', '-m', 'http.server']), false)
  assert.equal(isServerCommand(['vi', '/srv/other-sandbox-server/main.ts']), false)
  assert.equal(isServerCommand([]), false)
})

test('reads a record, and ignores a broken one', () => {
  const record = { pid: 12, host: '127.0.0.1', port: 7000, fingerprint: 'abc' }
  assert.deepEqual(parseRecord(JSON.stringify(record)), record)
  assert.equal(parseRecord('{"pid":'), undefined)
  assert.equal(parseRecord('{"pid":"12"}'), undefined)
})
