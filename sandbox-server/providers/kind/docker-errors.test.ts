import assert from 'node:assert/strict'
import test from 'node:test'
import { KindlabError } from '#protocol/errors.ts'
import { translateDockerError } from './docker-errors.ts'

const failure = (fields: object): Error => Object.assign(new Error('what Docker said'), fields)

test('an engine that nobody reaches is unavailable', () => {
  for (const code of ['ECONNREFUSED', 'ENOENT', 'EACCES', 'ECONNRESET']) {
    const translated = translateDockerError('list networks', failure({ code }))
    assert.equal(translated.code, 'docker.unavailable')
    assert.equal(translated.detail, 'list networks: what Docker said')
  }
})

test('a container that is missing or stopped is a sandbox that is gone', () => {
  for (const statusCode of [404, 409]) {
    assert.equal(translateDockerError('exec', failure({ statusCode })).code, 'sandbox.gone')
  }
})

test('any other answer is an internal error that keeps its cause', () => {
  const cause = failure({ statusCode: 500 })
  const translated = translateDockerError('exec', cause)
  assert.equal(translated.code, 'internal')
  assert.equal(translated.cause, cause)
})

test('an error of ours passes through', () => {
  const ours = new KindlabError('sandbox.image_missing')
  assert.equal(translateDockerError('inspect image', ours), ours)
})
