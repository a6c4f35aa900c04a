import assert from 'node:assert/strict'
import test from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { translateDockerError } from './docker-errors.ts'

const failure = (fields: object): Error => Object.assign(new Error('what Docker said'), fields)

test('a connection error is translated to docker.unavailable', () => {
  for (const code of ['ECONNREFUSED', 'ENOENT', 'EACCES', 'ECONNRESET']) {
    const translated = translateDockerError('list networks', failure({ code }))
    assert.equal(translated.code, 'docker.unavailable')
    assert.equal(translated.detail, 'list networks: what Docker said')
  }
})

test('a missing or stopped container is translated to sandbox.gone', () => {
  for (const statusCode of [404, 409]) {
    assert.equal(translateDockerError('exec', failure({ statusCode })).code, 'sandbox.gone')
  }
})

test('any other answer is translated to internal with its cause', () => {
  const cause = failure({ statusCode: 500 })
  const translated = translateDockerError('exec', cause)
  assert.equal(translated.code, 'internal')
  assert.equal(translated.cause, cause)
})

test('a KindlabError is returned unchanged', () => {
  const ours = new KindlabError('sandbox.image_missing')
  assert.equal(translateDockerError('inspect image', ours), ours)
})
