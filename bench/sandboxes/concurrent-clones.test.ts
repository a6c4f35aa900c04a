import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sandbox } from '#server/providers/provider.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { WithCluster } from './clusters.ts'
import { measureConcurrentClones } from './concurrent-clones.ts'

/** Records its actions; the boot with the number `failing` fails. */
async function recordClones(log: string[], failing?: number): Promise<WithCluster> {
  const spec = { id: 'a'.repeat(16), nodeCount: 2, labId: 'bench', generation: 1 } as const
  const sandbox = await new FakeProvider().create(spec, {
    signal: AbortSignal.timeout(10_000),
    onPhase: () => undefined,
  })
  let made = 0
  return async (use) => {
    const number = (made += 1)
    const boot = async (): Promise<Sandbox> => {
      await new Promise((resolve) => setTimeout(resolve, number * 5))
      if (number === failing) throw new Error('no room')
      log.push('ready')
      return sandbox
    }
    try {
      return await use('clone', boot())
    } finally {
      log.push('removed')
    }
  }
}

test('no clone is removed before all are ready', async () => {
  const log: string[] = []
  assert.equal((await measureConcurrentClones(await recordClones(log), 3)).length, 3)
  assert.deepEqual(log, ['ready', 'ready', 'ready', 'removed', 'removed', 'removed'])
})

test('if one clone fails, the others are removed before the error is thrown', async () => {
  const log: string[] = []
  await assert.rejects(measureConcurrentClones(await recordClones(log, 2), 3), /no room/)
  assert.equal(log.filter((what) => what === 'removed').length, 3)
})
