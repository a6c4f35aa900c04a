import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { FakeEngine } from './fake-engine.ts'
import { createSandboxNetwork, hasLostSeal, sealNetwork } from './sandbox-network.ts'

const NETWORK = { name: 'kl-0123456789abcdef', range: '10.201.0.0/22', labels: { a: 'b' } }

test('a network gets the first subnet that no other network overlaps', async () => {
  const engine = new FakeEngine()
  engine.networks.set('other', { name: 'other', labels: {}, subnets: ['10.201.0.0/24'], createdAtMs: 0 })
  await createSandboxNetwork(engine, NETWORK)
  assert.deepEqual(engine.networks.get(NETWORK.name)?.subnets, ['10.201.1.0/24'])
})

test('a network gets the next subnet when another program takes the first one', async () => {
  const engine = new FakeEngine()
  engine.contestedSubnets.add('10.201.0.0/24').add('10.201.1.0/24')
  await createSandboxNetwork(engine, NETWORK)
  assert.deepEqual(engine.networks.get(NETWORK.name)?.subnets, ['10.201.2.0/24'])
})

test('a range without a free subnet is an error', async () => {
  const engine = new FakeEngine()
  for (const third of [0, 1, 2, 3]) engine.contestedSubnets.add(`10.201.${third}.0/24`)
  await assert.rejects(createSandboxNetwork(engine, NETWORK), { code: 'capacity.subnets' })
})

test('sealNetwork removes the helper container of an interrupted seal', async () => {
  const engine = new FakeEngine()
  const labels = { ours: 'yes' }
  const sealer = { name: `${NETWORK.name}-seal`, image: 'node', labels, volumes: [] }
  engine.createContainer(sealer)
  engine.createContainer({ ...sealer, name: `${NETWORK.name}-worker` })
  await sealNetwork(engine, { name: NETWORK.name, image: 'node', labels })
  assert.deepEqual([...engine.containers.keys()], [`${NETWORK.name}-worker`])
})

test('sealNetwork uses the interface of the network', async () => {
  const engine = new FakeEngine()
  await createSandboxNetwork(engine, NETWORK)
  await sealNetwork(engine, { name: NETWORK.name, image: 'node', labels: {} })
  assert.deepEqual(engine.hostCommands, [{ name: `${NETWORK.name}-seal`, interface: engine.bridges.get(NETWORK.name) }])
})

test('an interface that Docker has made again has lost its seal, and a missing interface has not', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-seal-'))
  const interfaceFolder = join(folder.path, 'ipv4/conf', NETWORK.name.slice(0, 15))
  assert.equal(await hasLostSeal(NETWORK.name, folder.path), false)
  await mkdir(interfaceFolder, { recursive: true })
  await writeFile(join(interfaceFolder, 'rp_filter'), '1\n')
  for (const [arpIgnore, isLost] of [
    ['0', true],
    ['8', false],
  ] as const) {
    await writeFile(join(interfaceFolder, 'arp_ignore'), `${arpIgnore}\n`)
    assert.equal(await hasLostSeal(NETWORK.name, folder.path), isLost)
  }
})
