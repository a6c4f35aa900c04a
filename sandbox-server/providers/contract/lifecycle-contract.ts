import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import test from 'node:test'
import { PHASE_NAMES, type PhaseName } from '#protocol/views.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import type { ContractRun } from './provider-contract-options.ts'
import { RecordedTerminal } from './recorded-terminal.ts'

export const LAB_ID = 'contract-lab'

export async function createSandbox(
  provider: SandboxProvider,
  nodeCount: 1 | 2,
): Promise<{ sandbox: Sandbox; phases: PhaseName[] }> {
  const phases: PhaseName[] = []
  const sandbox = await provider.create(
    { id: randomBytes(8).toString('hex'), nodeCount, labId: LAB_ID, generation: 3 },
    { signal: new AbortController().signal, onPhase: (phase) => phases.push(phase) },
  )
  return { sandbox, phases }
}

export function testCreateAndList(run: ContractRun, phases: () => PhaseName[]): void {
  test('create reports its phases in order, ready last, and returns the nodes', () => {
    const inOrder = PHASE_NAMES.filter((name) => phases().includes(name))
    assert.deepEqual(phases(), inOrder)
    assert.equal(phases().at(-1), 'ready')
    assert.deepEqual(
      run.sandbox().nodes.map(({ id }) => id),
      ['control-plane', 'worker'].slice(0, run.options.nodeCount),
    )
  })

  test('list returns the sandbox with its lab, generation and completeness', async () => {
    const provider = run.options.isPersistent ? run.options.makeProvider() : run.provider()
    const found = (await provider.list()).find(({ id }) => id === run.sandbox().id)
    assert.ok(found !== undefined, 'the sandbox is listed')
    const { createdAtMs, ...rest } = found
    assert.deepEqual(rest, {
      id: run.sandbox().id,
      labId: LAB_ID,
      generation: 3,
      nodeCount: run.options.nodeCount,
      isComplete: true,
      isMissingNode: false,
      isFrozen: false,
    })
    assert.ok(Math.abs(Date.now() - createdAtMs) < 600_000, `created at ${createdAtMs}`)
  })

  test('open returns a handle on a listed sandbox, with the same nodes', async () => {
    const provider = run.options.isPersistent ? run.options.makeProvider() : run.provider()
    const opened = await provider.open(run.sandbox().id)
    assert.deepEqual(opened.nodes, run.sandbox().nodes)
    assert.equal((await opened.exec({ node: run.node(), argv: ['echo', 'here'], timeoutMs: 10_000 })).stdout, 'here\n')
  })

  test('open of a missing sandbox throws sandbox.gone', async () => {
    await assert.rejects(run.provider().open('ffffffffffffffff'), { code: 'sandbox.gone' })
  })

  test('facts have names that start with KINDLAB_', async () => {
    const facts = Object.entries(await run.sandbox().facts())
    assert.ok(facts.length > 0, 'there are facts')
    for (const [key, value] of facts) assert.match(`${key}=${value}`, /^KINDLAB_[A-Z_]+=/)
  })
}

export function testFreeze(run: ContractRun): void {
  test('a frozen sandbox is complete, runs no command, and runs on after the thaw', async () => {
    const { id } = run.sandbox()
    const provider = run.provider()
    const echo = () => run.sandbox().exec({ node: run.node(), argv: ['echo', 'here'], timeoutMs: 10_000 })
    const listed = async () => (await provider.list()).find((found) => found.id === id)
    await provider.freeze(id, new AbortController().signal)
    const frozen = await listed()
    assert.deepEqual([frozen?.isComplete, frozen?.isFrozen], [true, true])
    await assert.rejects(echo(), { code: 'sandbox.gone' })
    const steps: string[] = []
    await provider.thaw(id, () => steps.push('running'))
    steps.push('awake')
    assert.deepEqual(steps, ['running', 'awake'])
    assert.equal((await listed())?.isFrozen, false)
    assert.equal((await echo()).stdout, 'here\n')
    await provider.thaw(id, () => undefined)
    await assert.rejects(provider.freeze('ffffffffffffffff', new AbortController().signal), { code: 'sandbox.gone' })
  })
}

export function testDestroy(run: ContractRun): void {
  test('an aborted create throws the reason of the signal and leaves no sandbox', async () => {
    const provider = run.provider()
    const id = randomBytes(8).toString('hex')
    const controller = new AbortController()
    const reason = new Error('the learner left')
    const created = provider.create(
      { id, nodeCount: run.options.nodeCount, labId: LAB_ID, generation: 1 },
      { signal: controller.signal, onPhase: () => controller.abort(reason) },
    )
    await assert.rejects(created, reason)
    assert.ok((await provider.list()).every((found) => found.id !== id))
  })

  test('destroy ends the shells, removes all objects, and can be repeated', async () => {
    const provider = run.provider()
    const { id } = run.sandbox()
    const terminal = await RecordedTerminal.openAtPrompt(run.sandbox(), { node: run.node(), terminal: 'last' })
    await provider.destroy(id)
    assert.ok(['exited', 'lost'].includes((await terminal.ended()).reason))
    await provider.destroy(id)
    assert.ok((await provider.list()).every((found) => found.id !== id))
    await assert.rejects(provider.open(id), { code: 'sandbox.gone' })
    await assert.rejects(run.sandbox().exec({ node: run.node(), argv: ['true'], timeoutMs: 5_000 }), {
      code: 'sandbox.gone',
    })
    const options = { node: run.node(), terminal: 'last', cols: 80, rows: 24 }
    await assert.rejects(run.sandbox().openTerminal(options), { code: 'sandbox.gone' })
  })
}

export function testUnreachable(makeUnreachableProvider: () => SandboxProvider): void {
  test('every call throws docker.unavailable while the engine is unreachable', async () => {
    const provider = makeUnreachableProvider()
    const id = 'ffffffffffffffff'
    await assert.rejects(provider.ping(), { code: 'docker.unavailable' })
    await assert.rejects(provider.hostFacts(), { code: 'docker.unavailable' })
    await assert.rejects(provider.recipe(), { code: 'docker.unavailable' })
    await assert.rejects(provider.list(), { code: 'docker.unavailable' })
    await assert.rejects(provider.open(id), { code: 'docker.unavailable' })
    await assert.rejects(provider.destroy(id), { code: 'docker.unavailable' })
    await assert.rejects(createSandbox(provider, 1), { code: 'docker.unavailable' })
  })
}
