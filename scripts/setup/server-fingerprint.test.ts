import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeSettings } from './server-fingerprint.ts'

test('depends only on settings of the server, in any order', () => {
  const one = describeSettings({ KINDLAB_PORT: '7000', DOCKER_HOST: 'unix:///a', TERM: 'xterm' })
  const other = describeSettings({ TERM: 'dumb', DOCKER_HOST: 'unix:///a', KINDLAB_PORT: '7000' })
  assert.equal(one, other)
  assert.notEqual(one, describeSettings({ KINDLAB_PORT: '7001', DOCKER_HOST: 'unix:///a' }))
  assert.notEqual(one, describeSettings({ KINDLAB_PORT: '7000', DOCKER_HOST: 'unix:///a', KINDLAB_ACCESS_CODE: 'new' }))
})
