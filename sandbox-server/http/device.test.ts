import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceOf } from './device.ts'

test('a device is named by browser and system, and never by text of the request', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  assert.equal(deviceOf(chrome), 'Chrome on Linux')
  assert.equal(deviceOf(`${chrome} Edg/140.0`), 'Edge on Linux')
  assert.equal(deviceOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) Version/18.6 Safari/605.1.15'), 'Safari on macOS')
  assert.equal(deviceOf('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/142.0'), 'Firefox on Windows')
  assert.equal(deviceOf('<script>curl</script>'), 'Another program')
  assert.equal(deviceOf(undefined), 'Another program')
})
