import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import type { ClusterView } from '#protocol/cluster.ts'
import { KindlabError } from '#protocol/errors.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { ExecOptions, Sandbox } from '#server/providers/provider.ts'
import { FakeClock } from '#server/terminals/testing/fake-clock.ts'
import { ClusterOnlooker } from './cluster-onlooker.ts'
import { ClusterViews } from './cluster-views.ts'

const POD = {
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default' },
  spec: { nodeName: 'nobody', containers: [{ name: 'web' }] },
  status: {},
}

/** A sandbox whose answers the test changes, and a clock that it moves. */
async function setUp() {
  const asked: string[] = []
  const answers = { pods: [POD] as unknown[], kubelet: 'active', isNodeSilent: false }
  const provider = new FakeProvider({
    execHandler: ({ argv, node }: ExecOptions) => {
      asked.push(`${node} ${argv[0] ?? ''}`)
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
  const views = new ClusterViews(clock, pino({ level: 'silent' }))
  return { asked, answers, clock, views, create, sandbox: await create('0123456789abcdef') }
}

/** Rounds are made of promises only. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('who looks is shown the cluster at once, and again when something changed', async () => {
  const { views, sandbox, clock, answers } = await setUp()
  const seen: ClusterView[] = []
  const leave = views.look(sandbox, { focus: {}, show: (view) => seen.push(view) })
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
  leave()
})

test('nobody looks, nothing is asked', async () => {
  const { views, sandbox, clock, asked } = await setUp()
  const leave = views.look(sandbox, { focus: {}, show: () => undefined })
  await settle()
  leave()
  const before = asked.length
  clock.advance(10_000)
  await settle()
  assert.equal(asked.length, before)
})

test('two pages share one round', async () => {
  const { views, sandbox, asked } = await setUp()
  const leaves = [1, 2].map(() => views.look(sandbox, { focus: {}, show: () => undefined }))
  await settle()
  assert.deepEqual(asked.toSorted(), ['control-plane bash', 'control-plane kubectl'])
  for (const leave of leaves) leave()
})

test('a node that does not answer is something to show', async () => {
  const { views, sandbox, answers } = await setUp()
  answers.isNodeSilent = true
  const seen: ClusterView[] = []
  const leave = views.look(sandbox, { focus: {}, show: (view) => seen.push(view) })
  await settle()
  assert.equal(seen[0]?.nodes[0]?.isAnswering, false)
  leave()
})

test('a page that looks goes on with the next sandbox of its lab', async () => {
  const { views, sandbox, create, clock } = await setUp()
  const seen: ClusterView[] = []
  let present: Sandbox | undefined
  const onlooker = new ClusterOnlooker({ views, sandbox: () => present, show: (view) => seen.push(view) })
  onlooker.look({})
  await settle()
  assert.equal(seen.length, 0)
  for (const next of [sandbox, await create('fedcba9876543210')]) {
    present = next
    onlooker.labChanged()
    // oxlint-disable-next-line no-await-in-loop -- one sandbox after the other
    await settle()
    clock.advance(1_000)
  }
  assert.equal(seen.length, 2)
  onlooker.close()
})
