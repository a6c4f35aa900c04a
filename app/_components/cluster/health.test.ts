import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterContainer, ClusterPod } from '#protocol/cluster.ts'
import { addressWords, podHealth, podWords, unitHealth } from './health.ts'

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

test('a Pod is good when all its containers run', () => {
  assert.equal(podHealth(podOf('Running', {}, {})), 'good')
  assert.equal(podHealth(podOf('Running', {}, { state: 'ended' })), 'busy')
})

test('a Pod that waits because of a failure is bad, and shows the reason', () => {
  const pod = podOf('Pending', { state: 'waiting', reason: 'ImagePullBackOff' })
  assert.equal(podHealth(pod), 'bad')
  assert.equal(podWords(pod), 'ImagePullBackOff')
})

test('a Pod whose containers are being created is busy', () => {
  const pod = podOf('Pending', { state: 'waiting', reason: 'ContainerCreating' })
  assert.equal(podHealth(pod), 'busy')
})

test('a Pod without an address has none, unless only a runtime reports it: then its network is not known', () => {
  assert.equal(addressWords({ ...podOf('Running', {}), ip: '10.244.1.4' }), '10.244.1.4')
  assert.equal(addressWords({ ...podOf('Running', {}), ip: '172.18.0.2', isOnHostNetwork: true }), 'host network')
  assert.equal(addressWords(podOf('Pending')), 'no address')
  assert.equal(addressWords(podOf('On the node', {})), 'not known')
  assert.equal(addressWords(podOf('Not in the API', {})), 'not known')
})

test('a terminating Pod is busy, whatever the state of its containers', () => {
  assert.equal(podWords(podOf('Terminating', {})), 'Terminating')
  assert.equal(podHealth(podOf('Terminating', {})), 'busy')
})

test('a stopped or failed unit is bad, and a starting one is busy', () => {
  assert.deepEqual(['active', 'inactive', 'failed', 'activating', 'unknown'].map(unitHealth), [
    'good',
    'bad',
    'bad',
    'busy',
    'unknown',
  ])
})
