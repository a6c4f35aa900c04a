import assert from 'node:assert/strict'
import test from 'node:test'
import { factsFrom } from '#course/facts.ts'

test('a page is told the facts that lessons may show, and none that the sandbox does not know', () => {
  const variables = { KINDLAB_CNI: 'flannel', KINDLAB_WORKER: 'kl-worker', KINDLAB_FLAVOUR: 'built' }
  assert.deepEqual(factsFrom(variables), { worker: 'kl-worker', cni: 'flannel' })
})
