import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from './kindlab-error.ts'

test('a learner sees the detail of a request, and no text of the engine', () => {
  const shown = new KindlabError('request.invalid', { detail: 'step' })
  assert.equal(shown.toView().error.detail, 'step')
  const raw = '(HTTP code 404) no such container - No such container: bb7e4811affd'
  for (const code of ['sandbox.gone', 'docker.unavailable', 'internal', 'exec.timeout'] as const) {
    const error = new KindlabError(code, { detail: raw })
    assert.equal(error.toView().error.detail, undefined)
    assert.match(error.message, /No such container/)
  }
})
