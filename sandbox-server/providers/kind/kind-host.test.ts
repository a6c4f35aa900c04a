import assert from 'node:assert/strict'
import { release, totalmem } from 'node:os'
import { test } from 'node:test'
import { FakeEngine } from './fake-engine.ts'
import { KindHost } from './kind-host.ts'

const RANGE = '10.201.0.0/16'

test('the facts of a remote machine come from Docker, and free subnets from the list of networks', async () => {
  const engine = new FakeEngine()
  await engine.createNetwork({ name: 'one', bridge: 'br-one', subnet: '10.201.7.0/24', labels: {} })
  await engine.createNetwork({ name: 'wide', bridge: 'br-wide', subnet: '10.201.128.0/17', labels: {} })
  assert.deepEqual(await new KindHost(engine, RANGE).facts(), {
    processors: 4,
    memory: { totalBytes: 8 * 2 ** 30, availableBytes: 8 * 2 ** 30 },
    disk: undefined,
    threads: undefined,
    inotifyInstances: undefined,
    freeSubnets: 127,
  })
})

test('the local machine, identified by kernel and memory, is measured on each call', async () => {
  const engine = new FakeEngine()
  engine.machine = { ...engine.machine, kernel: release(), memoryBytes: totalmem() }
  const facts = await new KindHost(engine, RANGE).facts()
  assert.ok(facts.memory.availableBytes < facts.memory.totalBytes)
  assert.ok(facts.disk !== undefined && facts.threads !== undefined)
  assert.equal(facts.freeSubnets, 256)
})

test('facts throws docker.unavailable when Docker does not answer', async () => {
  const engine = new FakeEngine()
  engine.failing.add('listNetworks')
  await assert.rejects(new KindHost(engine, RANGE).facts(), { code: 'docker.unavailable' })
})
