import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusFromReply } from './docker-status.ts'

const silent = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'
const denied = 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'

const reply = (exitCode: number, line: string) => statusFromReply({ exitCode, stdout: '\n', lastLines: [line] })

test('distinguishes a new enough engine from one that is too old', () => {
  assert.deepEqual(statusFromReply({ exitCode: 0, stdout: '26.1.5+dfsg1\n', lastLines: [] }), {
    state: 'ready',
    version: '26.1.5+dfsg1',
  })
  assert.deepEqual(statusFromReply({ exitCode: 0, stdout: '20.10.24+dfsg1\n', lastLines: [] }), {
    state: 'tooOld',
    version: '20.10.24+dfsg1',
  })
})

test('distinguishes a missing engine, a missing client and a missing permission', () => {
  assert.deepEqual(reply(1, silent), { state: 'silent', reason: silent })
  assert.deepEqual(reply(1, denied), { state: 'denied', reason: denied })
  assert.equal(reply(127, 'spawn docker ENOENT').state, 'noClient')
  assert.deepEqual(reply(124, ''), { state: 'silent', reason: 'no answer in 10 s' })
})
