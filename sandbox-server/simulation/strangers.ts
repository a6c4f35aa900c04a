import type { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import { objectName, sandboxLabels } from '#server/providers/kind/labels.ts'

const SANDBOX = 'ffffffffffffffff'
const NETWORK = objectName(SANDBOX)
const PROGRAM = 'postgres'
const VOLUME = 'data'

/** What others have on the same Docker: another Kindlab its sandbox, the operator a program. */
export function addStrangers(objects: FakeEngine): void {
  const labels = sandboxLabels('neighbour', SANDBOX)
  objects.networks.set(NETWORK, { name: NETWORK, labels, subnets: [], createdAtMs: 0 })
  objects.createContainer({ name: PROGRAM, image: PROGRAM, labels: {}, volumes: [{ target: '/data', volume: VOLUME }] })
  objects.setRunning(PROGRAM, true)
}

export function isStranger(name: string): boolean {
  return [NETWORK, PROGRAM, VOLUME].includes(name)
}

/** Names of theirs that are gone. */
export function missingStrangers({ networks, containers, volumes }: FakeEngine): string[] {
  const there = [networks.has(NETWORK), containers.has(PROGRAM), volumes.has(VOLUME)]
  return [NETWORK, PROGRAM, VOLUME].filter((_, index) => !there[index])
}
