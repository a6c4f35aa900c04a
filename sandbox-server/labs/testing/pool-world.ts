/** Servers with a pool, for tests. */
import type { HostFacts } from '#server/providers/host-facts.ts'
import { Labs } from '../labs.ts'
import { type FakeLabWorld, settle } from './fake-lab-world.ts'

/** A machine on which only the number of labs is a limit. */
export const ROOMY: HostFacts = {
  processors: 64,
  memory: { totalBytes: 2 ** 38, availableBytes: 2 ** 38 },
  disk: undefined,
  threads: undefined,
  inotifyInstances: undefined,
  freeSubnets: undefined,
}

export async function startLabs(world: FakeLabWorld) {
  const labs = new Labs(world)
  await labs.start()
  await settle()
  return labs
}

/** A server that had a visitor, so that it fills its pool. */
export async function startWithPool(world: FakeLabWorld) {
  world.provider.onExec(() => ({ exitCode: 0 }))
  const labs = await startLabs(world)
  labs.noteVisitor('ann')
  await settle()
  return labs
}

export const idsOf = (world: FakeLabWorld) => [...world.provider.sandboxes.keys()]
