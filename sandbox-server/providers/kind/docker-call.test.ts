import assert from 'node:assert/strict'
import test from 'node:test'
import { callDocker } from './docker-call.ts'

test('an answer within the deadline is returned', async () => {
  assert.equal(await callDocker({ name: 'ping', run: async () => 'OK' }), 'OK')
})

test('a request without an answer is aborted at its deadline, and the error names it', async () => {
  let wasAborted = false
  const hanging = callDocker({
    name: 'list networks',
    deadlineMs: 20,
    run: (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          wasAborted = true
          reject(new Error('aborted'))
        })
      }),
  })
  await assert.rejects(hanging, { code: 'docker.unavailable', detail: 'list networks: no answer in 0.02 s' })
  assert.equal(wasAborted, true)
})

test('an error of Docker is translated', async () => {
  const failed = callDocker({
    name: 'ping',
    run: async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    },
  })
  await assert.rejects(failed, { code: 'docker.unavailable', detail: 'ping: connect ECONNREFUSED' })
})
