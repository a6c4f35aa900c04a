import assert from 'node:assert/strict'
import test from 'node:test'
import { FakeEngine } from './fake-engine.ts'
import { createSandboxNetwork, sealNetwork } from './sandbox-network.ts'

const NETWORK = { name: 'kl-0123456789abcdef', range: '10.201.0.0/22', labels: { a: 'b' } }

test('a network gets the first subnet that no other network overlaps', async () => {
  const engine = new FakeEngine()
  engine.networks.set('other', { name: 'other', labels: {}, subnets: ['10.201.0.0/24'], createdAtMs: 0 })
  await createSandboxNetwork(engine, NETWORK)
  assert.deepEqual(engine.networks.get(NETWORK.name)?.subnets, ['10.201.1.0/24'])
})

test('a subnet that somebody takes meanwhile is not the end', async () => {
  const engine = new FakeEngine()
  engine.contestedSubnets.add('10.201.0.0/24').add('10.201.1.0/24')
  await createSandboxNetwork(engine, NETWORK)
  assert.deepEqual(engine.networks.get(NETWORK.name)?.subnets, ['10.201.2.0/24'])
})

test('a range without a free piece has no room for another sandbox', async () => {
  const engine = new FakeEngine()
  for (const third of [0, 1, 2, 3]) engine.contestedSubnets.add(`10.201.${third}.0/24`)
  await assert.rejects(createSandboxNetwork(engine, NETWORK), { code: 'lab.capacity' })
})

test('a seal that was cut short does not keep the next one from its name', async () => {
  const engine = new FakeEngine()
  const labels = { ours: 'yes' }
  const sealer = { name: `${NETWORK.name}-seal`, image: 'node', labels, volumes: [] }
  engine.createContainer(sealer)
  engine.createContainer({ ...sealer, name: `${NETWORK.name}-worker` })
  await sealNetwork(engine, { name: NETWORK.name, image: 'node', labels })
  assert.deepEqual([...engine.containers.keys()], [`${NETWORK.name}-worker`])
})

test('[S10] the seal is put on the interface that the network was made with', async () => {
  const engine = new FakeEngine()
  await createSandboxNetwork(engine, NETWORK)
  await sealNetwork(engine, { name: NETWORK.name, image: 'node', labels: {} })
  assert.deepEqual(engine.hostCommands, [{ name: `${NETWORK.name}-seal`, interface: engine.bridges.get(NETWORK.name) }])
})
