import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withClickedPod, withClickedService, withService } from './focus.ts'

test('two clicks choose a pair, and a third starts again', () => {
  const half = withClickedPod({}, 'a')
  assert.deepEqual(half, { pair: { from: 'a', to: '' } })
  const whole = withClickedPod(half, 'b')
  assert.deepEqual(whole, { pair: { from: 'a', to: 'b' } })
  assert.deepEqual(withClickedPod(whole, 'c'), { pair: { from: 'c', to: '' } })
})

test('a second click on the same object clears the choice', () => {
  assert.deepEqual(withClickedPod(withClickedPod({}, 'a'), 'a'), {})
  assert.deepEqual(withClickedService(withClickedService({}, 'web'), 'web'), {})
})

test('a Service and a pair can be chosen at the same time', () => {
  const both = withService(withClickedPod({}, 'a'), 'web')
  assert.deepEqual(both, { service: 'web', pair: { from: 'a', to: '' } })
  assert.deepEqual(withService(both, ''), { pair: { from: 'a', to: '' } })
})
