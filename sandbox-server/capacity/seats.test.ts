import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostFacts } from '#server/providers/host-facts.ts'
import { AS_COUNTED, countSeats, type Demand, findShortage, NO_CLUSTERS } from './seats.ts'

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
const NOTHING_MEASURED = { frozen: NO_CLUSTERS, factors: AS_COUNTED }
const DEMAND: Demand = {
  taken: NO_CLUSTERS,
  booting: NO_CLUSTERS,
  wanted: ONE,
  maxClusters: undefined,
  ...NOTHING_MEASURED,
}

const shortOf = (change: Partial<HostFacts>, demand: Partial<Demand> = {}) =>
  findShortage({ ...ROOMY, ...change }, { ...DEMAND, ...demand })?.code

test('findShortage returns undefined when the cluster fits', () => {
  assert.equal(shortOf({}), undefined)
})

test('each short resource has its own code', () => {
  const memory = { totalBytes: 256 * GIB, availableBytes: 2 * GIB }
  assert.equal(shortOf({ memory }), 'capacity.memory')
  assert.equal(shortOf({ disk: { totalBytes: 100 * GIB, freeBytes: 15 * GIB } }), 'capacity.disk')
  assert.equal(shortOf({ threads: { max: 32_768, used: 29_000 } }), 'capacity.threads')
  assert.equal(shortOf({ inotifyInstances: 128 }), 'capacity.inotify')
  assert.equal(shortOf({ freeSubnets: 0 }), 'capacity.subnets')
  assert.equal(shortOf({ processors: 1 }, { taken: { clusters: 7, nodes: 14 } }), 'capacity.processors')
  assert.equal(shortOf({}, { taken: { clusters: 3, nodes: 6 }, maxClusters: 3 }), 'capacity.seats')
})

test('the memory that booting clusters will need is reserved', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 3 * GIB }
  assert.equal(shortOf({ memory }), undefined)
  assert.equal(shortOf({ memory }, { taken: ONE, booting: ONE }), 'capacity.memory')
})

test('total memory limits the clusters even when they use little memory now', () => {
  const memory = { totalBytes: 8 * GIB, availableBytes: 7.5 * GIB }
  assert.equal(shortOf({ memory }, { taken: { clusters: 5, nodes: 10 } }), undefined)
  assert.equal(shortOf({ memory }, { taken: { clusters: 6, nodes: 12 } }), 'capacity.memory')
})

test('a one-node cluster fits where a two-node cluster does not', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 1.8 * GIB }
  assert.equal(shortOf({ memory }), 'capacity.memory')
  assert.equal(shortOf({ memory }, { wanted: { clusters: 1, nodes: 1 } }), undefined)
})

test('a shortage reports the amount needed and the amount left', () => {
  const memory = { totalBytes: 64 * GIB, availableBytes: 1.5 * GIB }
  assert.equal(findShortage({ ...ROOMY, memory }, DEMAND)?.detail, '1.1 GiB needed, 0.5 GiB left')
})

test('a resource that cannot be measured is not a limit', () => {
  const unknown = { disk: undefined, threads: undefined, inotifyInstances: undefined, freeSubnets: undefined }
  assert.equal(shortOf(unknown), undefined)
})

test('countSeats counts up to the first short resource, in addition to the taken clusters', () => {
  const memory = { totalBytes: 8 * GIB, availableBytes: 8 * GIB }
  assert.deepEqual(
    countSeats({ ...ROOMY, memory }, { taken: NO_CLUSTERS, maxClusters: undefined, ...NOTHING_MEASURED }),
    {
      seats: 6,
      limit: 'capacity.memory',
    },
  )
  const some = { taken: { clusters: 2, nodes: 4 }, maxClusters: 5, ...NOTHING_MEASURED }
  assert.deepEqual(countSeats({ ...ROOMY, memory }, some), { seats: 3, limit: 'capacity.seats' })
})

test('frozen clusters leave the processors to others, but not the memory', () => {
  const taken = { clusters: 6, nodes: 12 }
  assert.equal(shortOf({ processors: 2 }, { taken }), 'capacity.processors')
  assert.equal(shortOf({ processors: 2 }, { taken, frozen: ONE }), undefined)
  const memory = { totalBytes: 7.75 * GIB, availableBytes: 7 * GIB }
  assert.equal(shortOf({ memory }, { taken, frozen: taken }), 'capacity.memory')
})

test('clusters that use more than counted need more room', () => {
  const memory = { totalBytes: 8 * GIB, availableBytes: 7 * GIB }
  const taken = { clusters: 3, nodes: 6 }
  assert.equal(shortOf({ memory }, { taken }), undefined)
  assert.equal(shortOf({ memory }, { taken, factors: { processors: 1, memory: 2 } }), 'capacity.memory')
  assert.equal(shortOf({ processors: 4 }, { taken, factors: { processors: 4, memory: 1 } }), 'capacity.processors')
})
