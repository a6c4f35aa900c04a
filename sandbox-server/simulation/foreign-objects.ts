import type { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { objectName, sandboxLabels } from '#server/providers/kind/labels.ts'

const SANDBOX = 'ffffffffffffffff'
const NETWORK = objectName(SANDBOX)
const PROGRAM = 'postgres'
const VOLUME = 'data'

/** Adds objects that this instance must not touch: a sandbox of another instance, and a program of the operator. */
export function addForeignObjects(objects: FakeEngine): void {
  const labels = sandboxLabels('neighbour', SANDBOX)
  objects.networks.set(NETWORK, { name: NETWORK, labels, subnets: [], createdAtMs: 0 })
  objects.createContainer({ name: PROGRAM, image: PROGRAM, labels: {}, volumes: [{ target: '/data', volume: VOLUME }] })
  objects.setRunning(PROGRAM, true)
}

export function isForeign(name: string): boolean {
  return [NETWORK, PROGRAM, VOLUME].includes(name)
}

/** Names of foreign objects that no longer exist. */
export function missingForeignObjects({ networks, containers, volumes }: FakeEngine): string[] {
  const exists = [networks.has(NETWORK), containers.has(PROGRAM), volumes.has(VOLUME)]
  return [NETWORK, PROGRAM, VOLUME].filter((_, index) => !exists[index])
}
