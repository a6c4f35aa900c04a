import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { after, test } from 'node:test'
import { readProcessConfig } from '#server/config.ts'
import { EngineState } from '#server/providers/engine-state.ts'
import { GuardedProvider } from '#server/providers/guarded-provider.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from '#server/providers/kind/kind-provider.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { systemWallClock } from '#server/time/wall-clock.ts'
import { createFakeLabWorld, lesson } from '#server/labs/testing/fake-lab-world.ts'
import { Labs } from '#server/labs/labs.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'

/** A node of a real cluster is removed with `docker rm --force`. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const kind = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `lost-${randomBytes(4).toString('hex')}`,
})
const READY_MS = 600_000

after(async () => {
  for (const { id } of await kind.list()) await kind.destroy(id)
})

/** Waits until the view of the lab shows this, and resolves to the time in seconds. */
async function untilView(live: LiveLab, name: string, isShown: (live: LiveLab) => boolean): Promise<number> {
  const startedAt = performance.now()
  await waitFor({
    name,
    deadlineMs: READY_MS,
    pauseMs: 100,
    observe: async () =>
      isShown(live) ? { isDone: true, value: undefined } : { isDone: false, last: live.view().state },
  })
  return (performance.now() - startedAt) / 1_000
}

const isNodeGone = (live: LiveLab): boolean => {
  const view = live.view()
  return view.state === 'ready' && view.isNodeGone === true
}

test('a node that was removed is reported, the other one works on, and a fresh cluster is whole', async () => {
  await using fake = await createFakeLabWorld()
  const engine = new EngineState({ clock: systemWallClock, log: fake.log, probe: () => kind.ping() })
  const provider = new GuardedProvider(kind, engine.breaker)
  const labs = new Labs({ ...fake, clock: systemWallClock, provider, engine })
  await labs.start()
  const live = await labs.create('ann', lesson)
  await untilView(live, 'ready', ({ lab }) => lab.state === 'ready')
  execFileSync('docker', ['rm', '--force', `kl-${live.lab.sandboxId}-worker`])
  const call = { argv: ['true'], timeoutMs: 10_000 }
  await assert.rejects(async () => live.sandbox()?.exec({ node: 'worker', ...call }), { code: 'sandbox.gone' })
  const seconds = await untilView(live, 'the node is gone', isNodeGone)
  process.stdout.write(`# reported ${seconds.toFixed(1)} s after the call that found no node\n`)
  assert.equal((await live.sandbox()?.exec({ node: 'control-plane', ...call }))?.exitCode, 0)
  await labs.reset(live, 1)
  await untilView(live, 'ready again', ({ lab }) => lab.state === 'ready' && lab.generation === 2)
  assert.equal(isNodeGone(live), false)
  await labs.end(live, 'learner')
  await untilView(live, 'ended', ({ lab }) => lab.state === 'ended')
  await labs.close()
  engine.close()
})
