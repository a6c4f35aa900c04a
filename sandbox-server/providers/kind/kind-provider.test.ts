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

/** Adds the objects of a complete sandbox. */
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
      isPaused: false,
      volumes: [`var-${role}`],
    })
  }
}

test('a sandbox is found by its objects in Docker alone', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  const provider = makeProvider(engine)
  assert.deepEqual(await provider.list(), [
    { ...SPEC, isComplete: true, isMissingNode: false, isFrozen: false, createdAtMs: 5 },
  ])
  assert.deepEqual((await provider.open(SPEC.id)).nodes, [
    { id: 'control-plane', name: `${NAME}-control-plane` },
    { id: 'worker', name: `${NAME}-worker` },
  ])
})

test('a sandbox with a paused node is complete and frozen', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  const provider = makeProvider(engine)
  await engine.pauseContainer('worker')
  const frozen = (await provider.list())[0]
  assert.deepEqual([frozen?.isComplete, frozen?.isFrozen], [true, true])
  assert.equal((await provider.open(SPEC.id)).nodes.length, 2)
})

test('a sandbox of another instance is not listed', async () => {
  const engine = new FakeEngine()
  addSandbox(engine, 'neighbour')
  assert.deepEqual(await makeProvider(engine).list(), [])
})

test('a sandbox that was never ready or lacks a node is listed as incomplete and cannot be opened', async () => {
  const defects: { isMissingNode: boolean; applyDefect: (engine: FakeEngine) => void }[] = [
    { isMissingNode: false, applyDefect: (engine) => engine.volumes.delete(NAME) },
    { isMissingNode: true, applyDefect: (engine) => engine.containers.delete('worker') },
    {
      isMissingNode: false,
      applyDefect: (engine) => {
        const worker = engine.containers.get('worker')
        if (worker !== undefined) worker.isRunning = false
      },
    },
  ]
  for (const { applyDefect, isMissingNode } of defects) {
    const engine = new FakeEngine()
    addSandbox(engine)
    applyDefect(engine)
    const provider = makeProvider(engine)
    const [listed] = await provider.list()
    assert.deepEqual([listed?.isComplete, listed?.isMissingNode], [false, isMissingNode])
    await assert.rejects(provider.open(SPEC.id), { code: 'sandbox.gone' })
  }
})

test('list fails when one of its requests fails', async () => {
  for (const method of ['listNetworks', 'listContainers', 'listVolumes'] as const) {
    const engine = new FakeEngine()
    addSandbox(engine)
    engine.failing.add(method)
    await assert.rejects(makeProvider(engine).list(), { code: 'docker.unavailable' })
  }
})

test('destroy removes containers, their volumes, the ready mark and the network', async () => {
  const engine = new FakeEngine()
  addSandbox(engine)
  await makeProvider(engine).destroy(SPEC.id)
  assert.deepEqual([engine.containers.size, engine.volumes.size, engine.networks.size], [0, 0, 0])
})

test('a container that Docker creates after the removal of its sandbox is listed and can be destroyed', async () => {
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

test('a volume without a node is listed and can be destroyed', async () => {
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

test('destroy fails when Docker fails, and can be repeated', async () => {
  for (const method of ['removeContainer', 'removeVolume', 'removeNetwork'] as const) {
    const engine = new FakeEngine()
    addSandbox(engine)
    engine.failing.add(method)
    const provider = makeProvider(engine)
    await assert.rejects(provider.destroy(SPEC.id), { code: 'docker.unavailable' })
    assert.equal((await provider.list()).length, 1, 'the sandbox is still listed')
    engine.failing.clear()
    await provider.destroy(SPEC.id)
    assert.deepEqual([engine.containers.size, engine.volumes.has(NAME), engine.networks.size], [0, false, 0])
  }
})

test('a container that Docker cannot kill in time is thawed, and its removal retried', async () => {
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

test('an image for which kind would publish a port is refused before an object is created', async () => {
  const engine = new FakeEngine()
  const created = makeProvider(engine).create(SPEC, { signal: new AbortController().signal, onPhase: () => undefined })
  await assert.rejects(created, { code: 'sandbox.image_missing' })
  assert.equal(engine.networks.size, 0)
})

test('create clones the golden state; without one it runs kind and reports the reason', async () => {
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
  // A fake container runs no processes, so the clone fails and is removed.
  await assert.rejects(create(), { code: 'sandbox.gone' })
  assert.deepEqual(phases, ['network', 'nodes', 'api'])
  assert.deepEqual([reasons.length, engine.containers.size, engine.networks.size], [1, 0, 0])
})
