import assert from 'node:assert/strict'
import test from 'node:test'
import { FakeEngine } from './fake-engine.ts'
import { GOLDEN_LABEL, goldenName } from './golden/golden-image.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import { KIND_LABEL, objectName, sandboxLabels, writeLabels } from './labels.ts'

const SPEC = { id: '0123456789abcdef', nodeCount: 2, labId: 'lab-1', generation: 1 } as const
const NAME = objectName(SPEC.id)

function makeProvider(engine: FakeEngine, onFallback?: (reason: string) => void): KindProvider {
  const kind = { binary: '/nonexistent/kind', environment: {} }
  const options = { ...KIND_DEFAULTS, engine, kind, nodeImage: 'node', instance: 'home' }
  return new KindProvider(onFallback === undefined ? options : { ...options, onFallback })
}

/** What a finished create leaves in Docker. */
function addSandbox(engine: FakeEngine, instance = 'home'): void {
  const labels = writeLabels(instance, SPEC)
  engine.networks.set(NAME, { name: NAME, labels, subnets: ['10.201.0.0/24'], createdAtMs: 5 })
  engine.volumes.set(NAME, { name: NAME, labels })
  for (const role of ['control-plane', 'worker']) {
    engine.volumes.set(`var-${role}`, { name: `var-${role}`, labels: {} })
    engine.containers.set(role, {
      id: role,
      name: `${NAME}-${role}`,
      image: 'node',
      labels: { [KIND_LABEL.cluster]: NAME, [KIND_LABEL.role]: role },
      isRunning: true,
      volumes: [`var-${role}`],
    })
  }
}

test('[R2] a sandbox is found from what is in Docker alone', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  const provider = makeProvider(engine)
  assert.deepEqual(await provider.list(), [{ ...SPEC, isComplete: true, createdAtMs: 5 }])
  assert.deepEqual((await provider.open(SPEC.id)).nodes, [
    { id: 'control-plane', name: `${NAME}-control-plane` },
    { id: 'worker', name: `${NAME}-worker` },
  ])
})

test('[R2] a sandbox of another instance is not ours', async () => {
  const engine = new FakeEngine()
  addSandbox(engine, 'neighbour')
  assert.deepEqual(await makeProvider(engine).list(), [])
})

test('a sandbox that was never ready, or has lost a node, is listed as incomplete and cannot be opened', async () => {
  const spoilers: ((engine: FakeEngine) => void)[] = [
    (engine) => engine.volumes.delete(NAME),
    (engine) => engine.containers.delete('worker'),
    (engine) => {
      const worker = engine.containers.get('worker')
      if (worker !== undefined) worker.isRunning = false
    },
  ]
  for (const spoil of spoilers) {
    const engine = new FakeEngine()
    addSandbox(engine)
    spoil(engine)
    const provider = makeProvider(engine)
    assert.equal((await provider.list())[0]?.isComplete, false)
    await assert.rejects(provider.open(SPEC.id), { code: 'sandbox.gone' })
  }
})

test('[R3] a part of the answer that is missing makes the whole an error', async () => {
  for (const method of ['listNetworks', 'listContainers', 'listVolumes'] as const) {
    const engine = new FakeEngine()
    addSandbox(engine)
    engine.failing.add(method)
    await assert.rejects(makeProvider(engine).list(), { code: 'docker.unavailable' })
  }
})

test('destroy removes containers, their volumes, the mark and the network', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  await makeProvider(engine).destroy(SPEC.id)
  assert.deepEqual([engine.containers.size, engine.volumes.size, engine.networks.size], [0, 0, 0])
})

test('a container that Docker made after everything else was removed is still found, and removed', async () => {
  const engine = new FakeEngine()
  const labels = sandboxLabels('home', SPEC.id)
  engine.createContainer({ name: `${NAME}-worker`, image: 'golden', labels, volumes: [{ target: '/disk' }] })
  engine.createContainer({ name: 'other', image: 'golden', labels: sandboxLabels('neighbour', 'f'), volumes: [] })
  const provider = makeProvider(engine)
  const [found, ...others] = await provider.list()
  assert.deepEqual([found?.id, found?.isComplete, others], [SPEC.id, false, []])
  await provider.destroy(SPEC.id)
  assert.deepEqual([[...engine.containers.keys()], engine.volumes.size], [['other'], 0])
})

test('the disk of a node that never came to be is found, and removed', async () => {
  const engine = new FakeEngine()
  engine.volumes.set('4711', { name: '4711', labels: sandboxLabels('home', SPEC.id) })
  const provider = makeProvider(engine)
  assert.deepEqual(
    (await provider.list()).map(({ id }) => id),
    [SPEC.id],
  )
  await provider.destroy(SPEC.id)
  assert.equal(engine.volumes.size, 0)
})

test('a destroy that Docker does not carry out is an error, and repeating it finishes', async () => {
  for (const method of ['removeContainer', 'removeVolume', 'removeNetwork'] as const) {
    const engine = new FakeEngine()
    addSandbox(engine)
    engine.failing.add(method)
    const provider = makeProvider(engine)
    await assert.rejects(provider.destroy(SPEC.id), { code: 'docker.unavailable' })
    assert.equal((await provider.list()).length, 1, 'it is still found')
    engine.failing.clear()
    await provider.destroy(SPEC.id)
    assert.deepEqual([engine.containers.size, engine.volumes.has(NAME), engine.networks.size], [0, false, 0])
  }
})

test('a container that Docker cannot end in time is thawed, and removed by another try', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  engine.lateKills = 3
  await makeProvider(engine).destroy(SPEC.id)
  assert.deepEqual([engine.lateKills, engine.containers.size, engine.networks.size], [0, 0, 0])
  assert.deepEqual(engine.hostCommands.map(({ name }) => name).toSorted(), [
    `${NAME}-control-plane-thaw`,
    `${NAME}-control-plane-thaw`,
    `${NAME}-worker-thaw`,
  ])
})

test('an image that kind could not use without a published port is refused before anything is made', async () => {
  const engine = new FakeEngine()
  const created = makeProvider(engine).create(SPEC, { signal: new AbortController().signal, onPhase: () => undefined })
  await assert.rejects(created, { code: 'sandbox.image_missing' })
  assert.equal(engine.networks.size, 0)
})

test('with a golden state a clone is made, without one kind is asked, and somebody is told why', async () => {
  const engine = new FakeEngine()
  const node = { id: 'sha256:77', names: ['node'], labels: { 'desktop.docker.io/ports/6443/tcp': 'x' }, entrypoint: [] }
  engine.images.clear()
  engine.images.add(node)
  const reasons: string[] = []
  const phases: string[] = []
  const create = async (): Promise<unknown> => {
    const options = { signal: new AbortController().signal, onPhase: (phase: string) => void phases.push(phase) }
    return makeProvider(engine, (reason) => reasons.push(reason)).create(SPEC, options)
  }
  await assert.rejects(create(), /kind does not run/)
  assert.deepEqual(reasons, ['no golden state has been baked for this node'])

  phases.length = 0
  const labels = { [GOLDEN_LABEL.bakedAt]: String(Date.now()) }
  engine.images.add({ id: 'sha256:golden', names: [await goldenName(node)], labels, entrypoint: [] })
  // Nothing runs in a fake container, so the clone is not ready: it is removed again.
  await assert.rejects(create(), { code: 'sandbox.gone' })
  assert.deepEqual(phases, ['network', 'nodes', 'api'])
  assert.deepEqual([reasons.length, engine.containers.size, engine.networks.size], [1, 0, 0])
})
