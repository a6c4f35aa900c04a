import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostFacts } from './host-facts.ts'
import { countSeats, type Demand, findShortage, NO_CLUSTERS } from './seats.ts'

const GIB = 2 ** 30

const ROOMY: HostFacts = {
  processors: 64,
  memory: { totalBytes: 256 * GIB, availableBytes: 250 * GIB },
  disk: { totalBytes: 1_000 * GIB, freeBytes: 900 * GIB },
  threads: { max: 4_000_000, used: 1_000 },
  inotifyInstances: 1_000_000,
  freeSubnets: 256,
}
const ONE = { clusters: 1, nodes: 2 }
const DEMAND: Demand = { taken: NO_CLUSTERS, booting: NO_CLUSTERS, wanted: ONE, maxClusters: undefined }

const shortOf = (change: Partial<HostFacts>, demand: Partial<Demand> = {}) =>
  findShortage({ ...ROOMY, ...change }, { ...DEMAND, ...demand })?.code

test('a machine with room lacks nothing', () => {
  assert.equal(shortOf({}), undefined)
})

test('each thing that runs out is named by its own code', () => {
  const memory = { totalBytes: 256 * GIB, availableBytes: 2 * GIB }
  assert.equal(shortOf({ memory }), 'capacity.memory')
  assert.equal(shortOf({ disk: { totalBytes: 100 * GIB, freeBytes: 15 * GIB } }), 'capacity.disk')
  assert.equal(shortOf({ threads: { max: 32_768, used: 29_000 } }), 'capacity.threads')
  assert.equal(shortOf({ inotifyInstances: 128 }), 'capacity.inotify')
  assert.equal(shortOf({ freeSubnets: 0 }), 'capacity.subnets')
  assert.equal(shortOf({ processors: 1 }, { taken: { clusters: 7, nodes: 14 } }), 'capacity.processors')
  assert.equal(shortOf({}, { taken: { clusters: 3, nodes: 6 }, maxClusters: 3 }), 'capacity.seats')
})

test('memory that boots will still take is not promised twice', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 3 * GIB }
  assert.equal(shortOf({ memory }), undefined)
  assert.equal(shortOf({ memory }, { taken: ONE, booting: ONE }), 'capacity.memory')
})

test('memory is never promised beyond what the machine has, however little the clusters use now', () => {
  const memory = { totalBytes: 8 * GIB, availableBytes: 7.5 * GIB }
  assert.equal(shortOf({ memory }, { taken: { clusters: 5, nodes: 10 } }), undefined)
  assert.equal(shortOf({ memory }, { taken: { clusters: 6, nodes: 12 } }), 'capacity.memory')
})

test('a cluster of one node fits where one of two does not', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 1.8 * GIB }
  assert.equal(shortOf({ memory }), 'capacity.memory')
  assert.equal(shortOf({ memory }, { wanted: { clusters: 1, nodes: 1 } }), undefined)
})

test('the shortage says what is needed and what is left', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 1.5 * GIB }
  assert.equal(findShortage({ ...ROOMY, memory }, DEMAND)?.detail, '1.1 GiB needed, 0.5 GiB left')
})

test('what cannot be measured limits nothing', () => {
  const unknown = { disk: undefined, threads: undefined, inotifyInstances: undefined, freeSubnets: undefined }
  assert.equal(shortOf(unknown), undefined)
})

test('seats are counted to the first thing that runs out, beside what runs', () => {
  const memory = { totalBytes: 8 * GIB, availableBytes: 8 * GIB }
  assert.deepEqual(countSeats({ ...ROOMY, memory }, { taken: NO_CLUSTERS, maxClusters: undefined }), {
    seats: 6,
    limit: 'capacity.memory',
  })
  const some = { taken: { clusters: 2, nodes: 4 }, maxClusters: 5 }
  assert.deepEqual(countSeats({ ...ROOMY, memory }, some), { seats: 3, limit: 'capacity.seats' })
})
