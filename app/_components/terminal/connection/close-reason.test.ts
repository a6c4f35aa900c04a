import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { afterClose, afterRefusal, reasonOfUnknown } from './close-reason.ts'

test('a lost connection is retried; an ended lab is not', () => {
  assert.equal(afterClose(1006).retry, true)
  assert.equal(afterClose(1006).reason.code, 'server.unreachable')
  assert.equal(afterClose(4001).retry, false)
  assert.equal(afterClose(4001).reason.code, 'lab.ended')
  assert.equal(afterClose(4009).retry, false)
  assert.equal(afterClose(4003).retry, true)
})

test('a restarting server is retried at once, or after the time in its close notice', () => {
  assert.deepEqual(afterClose(4010), { retry: true, retryMs: 0, reason: afterClose(4010).reason })
  assert.deepEqual(afterClose(1012), afterClose(4010))
  const delayed = afterClose(4010, { code: 'server.restarting', retryMs: 700 })
  assert.equal(delayed.retry && delayed.retryMs, 700)
})

test('a close notice without a retry time ends the attempts, whatever the close code', () => {
  assert.equal(afterClose(1006, { code: 'lab.ended' }).retry, false)
})

test('a refused ticket is retried according to its entry in the catalogue', () => {
  assert.equal(afterRefusal(new KindlabError('lab.not_found')).retry, false)
  assert.equal(afterRefusal(new KindlabError('server.unreachable')).retry, true)
  assert.equal(afterRefusal(new TypeError('fetch failed')).retry, true)
})

test('an unknown code is shown as an internal error with its detail', () => {
  assert.equal(reasonOfUnknown('warp.failed', 'core').code, 'internal')
  assert.equal(reasonOfUnknown('warp.failed', 'core').detail, 'core')
})
