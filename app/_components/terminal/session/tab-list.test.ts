import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultTabs, labelOf, nodeOf, parseTabs, withFound, withNewTab, withoutTab } from './tab-list.ts'

const both = defaultTabs(['control-plane', 'worker'])

test('a lab starts with one tab for each node, the first one shown', () => {
  assert.deepEqual(both, { ids: ['control-plane-1', 'worker-1'], active: 'control-plane-1' })
})

test('a new tab takes the lowest free number of its node and is shown', () => {
  const more = withNewTab(both, 'worker', new Set())
  assert.deepEqual(more, { ids: ['control-plane-1', 'worker-1', 'worker-2'], active: 'worker-2' })
  assert.equal(withNewTab(withoutTab(both, 'worker-1'), 'worker', new Set())?.active, 'worker-1')
  assert.equal(withNewTab(withoutTab(both, 'worker-1'), 'worker', new Set(['worker-1']))?.active, 'worker-2')
})

test('closing the shown tab shows the next one, else the previous one, else none', () => {
  const first = withoutTab(both, 'control-plane-1')
  assert.deepEqual(first, { ids: ['worker-1'], active: 'worker-1' })
  assert.deepEqual(withoutTab(first, 'worker-1'), { ids: [], active: undefined })
  assert.equal(withoutTab({ ...both, active: 'worker-1' }, 'worker-1').active, 'control-plane-1')
  assert.equal(withoutTab(both, 'worker-1').active, 'control-plane-1')
})

test('shells that other pages opened are appended and not shown', () => {
  assert.deepEqual(withFound(both, ['worker-3', 'worker-1']), {
    ids: ['control-plane-1', 'worker-1', 'worker-3'],
    active: 'control-plane-1',
  })
  assert.equal(withFound(both, ['worker-1']), both)
})

test('a reload restores the stored tabs, without those of missing nodes', () => {
  const stored = JSON.stringify({ ids: ['worker-2', 'control-plane-1'], active: 'control-plane-1' })
  assert.deepEqual(parseTabs(stored, ['control-plane', 'worker']), {
    ids: ['worker-2', 'control-plane-1'],
    active: 'control-plane-1',
  })
  assert.deepEqual(parseTabs(stored, ['worker']), { ids: ['worker-2'], active: 'worker-2' })
})

test('invalid stored tabs are ignored', () => {
  for (const stored of [null, '', '{', '[]', '"x"', '{"ids":7}', '{"ids":["../x", 3, "worker-0"]}', '{"ids":[]}']) {
    assert.equal(parseTabs(stored, ['control-plane', 'worker']), undefined)
  }
})

test('a label is the node, followed by the number from 2 on', () => {
  assert.equal(labelOf('control-plane-1'), 'control-plane')
  assert.equal(labelOf('worker-12'), 'worker 12')
  assert.equal(nodeOf('worker-12'), 'worker')
})
