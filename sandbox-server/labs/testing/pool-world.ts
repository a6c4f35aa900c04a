/** Servers with a pool, for tests. */
import type { HostFacts } from '#server/capacity/host-facts.ts'
import { LabRegistry } from '../lab-registry.ts'
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

export async function startRegistry(world: FakeLabWorld) {
  const registry = new LabRegistry(world)
  await registry.start()
  await settle()
  return registry
}

/** A server that somebody has looked at, so that it fills its pool. */
export async function startWithPool(world: FakeLabWorld) {
  world.provider.onExec(() => ({ exitCode: 0 }))
  const registry = await startRegistry(world)
  registry.noteVisitor('ann')
  await settle()
  return registry
}

export const idsOf = (world: FakeLabWorld) => [...world.provider.sandboxes.keys()]
