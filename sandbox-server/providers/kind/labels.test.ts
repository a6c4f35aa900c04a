import assert from 'node:assert/strict'
import test from 'node:test'
import { objectName, readLabels, writeLabels } from './labels.ts'

const SPEC = { id: '0123456789abcdef', nodeCount: 2, labId: 'lab-1', generation: 4 } as const

test('readLabels returns the spec that writeLabels was given', () => {
  assert.deepEqual(readLabels(writeLabels('home', SPEC)), SPEC)
})

test('a sandbox of the pool has no lab label', () => {
  const pooled = { ...SPEC, labId: undefined, generation: 0 }
  assert.ok(!Object.keys(writeLabels('home', pooled)).includes('kindlab.lab'))
  assert.deepEqual(readLabels(writeLabels('home', pooled)), pooled)
})

test('labels of other objects are not a sandbox', () => {
  assert.equal(readLabels({}), undefined)
  assert.equal(readLabels({ 'com.example': '1', 'kindlab.sandbox': 'x' }), undefined)
})

test('the name of an object is derived from the sandbox id', () => {
  assert.equal(objectName(SPEC.id), 'kl-0123456789abcdef')
})
