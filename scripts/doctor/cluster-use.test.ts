import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseUse } from './cluster-use.ts'

test('parseUse adds the processors and the memory of all nodes', () => {
  const stats = [
    'kl-1-control-plane 12.50% 512MiB / 2GiB',
    'kl-1-worker 3.00% 1.5GiB / 2GiB',
    'kl-2-control-plane 9.50% 256MiB / 2GiB',
    'kl-3-worker -- -- / --',
  ]
  const { nodes, measured } = parseUse(stats.join('\n'))
  assert.deepEqual(nodes, { clusters: 2, nodes: 3 })
  assert.equal(measured.processors.toFixed(2), '0.25')
  assert.equal(measured.memoryBytes, 2304 * 2 ** 20)
})
