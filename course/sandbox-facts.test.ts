import assert from 'node:assert/strict'
import test from 'node:test'
import { factsFrom } from './sandbox-facts.ts'

test('the facts of a lab come from the known variables of its sandbox', () => {
  const variables = { KINDLAB_CNI: 'flannel', KINDLAB_WORKER: 'kl-worker', KINDLAB_FLAVOUR: 'built' }
  assert.deepEqual(factsFrom(variables), { worker: 'kl-worker', cni: 'flannel' })
})
