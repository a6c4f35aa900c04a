import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterContainer, ClusterPod } from '#protocol/cluster.ts'
import { podHealth, podWords, unitHealth } from './words.ts'

function podOf(phase: string, ...containers: Partial<ClusterContainer>[]): ClusterPod {
  return {
    key: 'default/web',
    namespace: 'default',
    name: 'web',
    node: 'worker',
    phase,
    ip: null,
    isOnHostNetwork: false,
    pause: null,
    containers: containers.map((part) => ({ name: 'web', state: 'running', reason: null, ...part })),
  }
}

test('a Pod is well when all its containers run', () => {
  assert.equal(podHealth(podOf('Running', {}, {})), 'good')
  assert.equal(podHealth(podOf('Running', {}, { state: 'ended' })), 'busy')
})

test('a Pod that waits for something that does not come by itself is unwell, and says for what', () => {
  const pod = podOf('Pending', { state: 'waiting', reason: 'ImagePullBackOff' })
  assert.equal(podHealth(pod), 'bad')
  assert.equal(podWords(pod), 'ImagePullBackOff')
})

test('a Pod that is being made is busy', () => {
  const pod = podOf('Pending', { state: 'waiting', reason: 'ContainerCreating' })
  assert.equal(podHealth(pod), 'busy')
})

test('a Pod that ends says so, whatever its containers do', () => {
  assert.equal(podWords(podOf('Terminating', {})), 'Terminating')
  assert.equal(podHealth(podOf('Terminating', {})), 'busy')
})

test('a unit that is stopped or has failed is unwell, and one that starts is not', () => {
  assert.deepEqual(['active', 'inactive', 'failed', 'activating', 'unknown'].map(unitHealth), [
    'good',
    'bad',
    'bad',
    'busy',
    'unknown',
  ])
})
