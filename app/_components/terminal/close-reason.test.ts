import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { afterClose, afterRefusal, reasonOfUnknown } from './close-reason.ts'

test('a lost connection is tried again; a lab that has ended is not', () => {
  assert.equal(afterClose(1006).retry, true)
  assert.equal(afterClose(1006).reason.code, 'server.unreachable')
  assert.equal(afterClose(4001).retry, false)
  assert.equal(afterClose(4001).reason.code, 'lab.ended')
  assert.equal(afterClose(4009).retry, false)
  assert.equal(afterClose(4003).retry, true)
})

test('a restarting server is tried at once, or when it says', () => {
  assert.deepEqual(afterClose(4010), { retry: true, retryMs: 0, reason: afterClose(4010).reason })
  const told = afterClose(4010, { code: 'server.restarting', retryMs: 700 })
  assert.equal(told.retry && told.retryMs, 700)
})

test('a bye without a time means that connecting again is of no use, whatever the close code', () => {
  assert.equal(afterClose(1006, { code: 'lab.ended' }).retry, false)
})

test('a refused ticket decides by its own entry in the catalogue', () => {
  assert.equal(afterRefusal(new KindlabError('lab.not_found')).retry, false)
  assert.equal(afterRefusal(new KindlabError('server.unreachable')).retry, true)
  assert.equal(afterRefusal(new TypeError('fetch failed')).retry, true)
})

test('a code of a newer server is shown as an error of Kindlab, with what it says', () => {
  assert.equal(reasonOfUnknown('warp.failed', 'core').code, 'internal')
  assert.equal(reasonOfUnknown('warp.failed', 'core').detail, 'core')
})
