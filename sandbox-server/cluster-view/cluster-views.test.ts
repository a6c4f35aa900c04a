import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import type { ClusterView } from '#protocol/cluster.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { ExecOptions, Sandbox } from '#server/providers/provider.ts'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { inlineAnswers } from './cluster-answers.ts'
import { ClusterSubscription } from './cluster-subscription.ts'
import { ClusterViews } from './cluster-views.ts'

const POD = {
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default' },
  spec: { nodeName: 'nobody', containers: [{ name: 'web' }] },
  status: {},
}

/** A sandbox with answers that the test can change, and a fake clock. */
async function setUp() {
  const commands: string[] = []
  const answers = { pods: [POD] as unknown[], kubelet: 'active', isNodeSilent: false }
  const provider = new FakeProvider({
    execHandler: ({ argv, node }: ExecOptions) => {
      commands.push(`${node} ${argv[0] ?? ''}`)
      if (argv[0] === 'kubectl') return { stdout: JSON.stringify({ items: answers.pods }) }
      if (answers.isNodeSilent) throw new KindlabError('exec.timeout')
      return { stdout: `${answers.kubelet}\nactive\n10-flannel.conflist\n\n\n` }
    },
  })
  const create = async (id: string): Promise<Sandbox> => {
    const { signal } = new AbortController()
    return provider.create({ id, nodeCount: 1, labId: 'lab', generation: 1 }, { signal, onPhase: () => undefined })
  }
  const clock = new FakeClock()
  const views = new ClusterViews({ answers: inlineAnswers, clock, log: pino({ level: 'silent' }) })
  return { commands, answers, clock, views, create, sandbox: await create('0123456789abcdef') }
}

/** Runs all pending promises; a round consists of promises only. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a viewer gets the view at once, and again when it has changed', async () => {
  const { views, sandbox, clock, answers } = await setUp()
  const seen: ClusterView[] = []
  const unsubscribe = views.subscribe(sandbox, { focus: {}, onView: (view) => seen.push(view) })
  await settle()
  assert.deepEqual(
    seen.map(({ pods }) => pods.length),
    [1],
  )
  clock.advance(1_000)
  await settle()
  assert.equal(seen.length, 1)
  answers.pods = []
  clock.advance(1_000)
  await settle()
  assert.deepEqual(
    seen.map(({ pods }) => pods.length),
    [1, 0],
  )
  unsubscribe()
})

test('without a viewer no command runs in the nodes', async () => {
  const { views, sandbox, clock, commands } = await setUp()
  const unsubscribe = views.subscribe(sandbox, { focus: {}, onView: () => undefined })
  await settle()
  unsubscribe()
  const before = commands.length
  clock.advance(10_000)
  await settle()
  assert.equal(commands.length, before)
})

test('two viewers share one round', async () => {
  const { views, sandbox, commands } = await setUp()
  const unsubscribes = [1, 2].map(() => views.subscribe(sandbox, { focus: {}, onView: () => undefined }))
  await settle()
  assert.deepEqual(commands.toSorted(), ['control-plane bash', 'control-plane kubectl'])
  for (const unsubscribe of unsubscribes) unsubscribe()
})

test('a node that does not answer is shown as such', async () => {
  const { views, sandbox, answers } = await setUp()
  answers.isNodeSilent = true
  const seen: ClusterView[] = []
  const unsubscribe = views.subscribe(sandbox, { focus: {}, onView: (view) => seen.push(view) })
  await settle()
  assert.equal(seen[0]?.nodes[0]?.isAnswering, false)
  unsubscribe()
})

test('a subscription continues with the next sandbox of its lab', async () => {
  const { views, sandbox, create, clock } = await setUp()
  const seen: ClusterView[] = []
  let present: Sandbox | undefined
  const subscription = new ClusterSubscription({ views, sandbox: () => present, onView: (view) => seen.push(view) })
  subscription.setFocus({})
  await settle()
  assert.equal(seen.length, 0)
  for (const next of [sandbox, await create('fedcba9876543210')]) {
    present = next
    subscription.labChanged()
    await settle()
    clock.advance(1_000)
  }
  assert.equal(seen.length, 2)
  subscription.close()
})
