import { LABEL, objectName } from '#server/providers/kind/labels.ts'
import type { SimulatedMachine } from './simulated-machine.ts'
import { INSTANCE } from './simulated-server.ts'
import { isStranger, missingStrangers } from './strangers.ts'

/** A lab that is not on its way somewhere. */
const SETTLED: ReadonlySet<string> = new Set(['ready', 'kept', 'failed'])

/** Everything in which the database, the server's memory and Docker do not tell the same, a sentence each. */
export async function findViolations(machine: SimulatedMachine): Promise<string[]> {
  const { registry, store } = machine.server
  const { networks } = machine.docker.objects
  const sandboxes = new Set(
    [...networks.values()].filter(({ labels }) => labels[LABEL.instance] === INSTANCE).map(({ name }) => name),
  )
  const labs = await store.labs.findLive()
  const pooled = await store.pool.all()
  const free = pooled.filter(({ isReady, labId }) => isReady && labId === undefined)
  const kept = labs.filter(({ state }) => state === 'kept').map(({ sandboxId }) => objectName(sandboxId))
  const needed = new Set([
    ...kept,
    ...labs.filter(({ state }) => state === 'ready').map(({ sandboxId }) => objectName(sandboxId)),
    ...free.map(({ id }) => objectName(id)),
  ])
  const { taken } = registry.status()
  return [
    ...labs.filter(({ state }) => !SETTLED.has(state)).map(({ id, state }) => `${id} is ${state}`),
    ...labs.flatMap((lab) => {
      const state = registry.find(lab.id)?.lab.state
      return state === lab.state ? [] : [`${lab.id} is ${lab.state} in the database, ${state} in memory`]
    }),
    ...labs.flatMap(({ id, state }) =>
      state === 'ready' && registry.find(id)?.sandbox() === undefined ? [`${id} has not got its sandbox`] : [],
    ),
    ...pooled.filter((member) => !free.includes(member)).map(({ id }) => `${id} of the pool is for nobody`),
    ...missing(sandboxes, needed, 'is an orphan'),
    ...missing(needed, sandboxes, 'is needed and not there'),
    ...(taken === sandboxes.size - kept.length ? [] : [`${taken} of ${sandboxes.size} sandboxes have a seat`]),
    ...findScraps(machine, sandboxes, new Set(kept)).filter((name) => !isStranger(name)),
    ...missingStrangers(machine.docker.objects).map((name) => `${name} of somebody else is gone`),
  ]
}

/** Containers and volumes that go with no sandbox, and sandboxes that are not whole. */
function findScraps(machine: SimulatedMachine, sandboxes: ReadonlySet<string>, kept: ReadonlySet<string>): string[] {
  const { containers, volumes } = machine.docker.objects
  const mounted = new Set([...containers.values()].flatMap((container) => container.volumes))
  const nodesOf = (name: string) => [...containers.values()].filter(({ node }) => node?.network === name)
  return [
    ...[...containers.values()].flatMap(({ name, labels }) =>
      sandboxes.has(objectName(labels[LABEL.sandbox] ?? '')) ? [] : [name],
    ),
    ...[...volumes.keys()].filter((name) => !mounted.has(name) && !sandboxes.has(name)),
    ...[...sandboxes].filter((name) => nodesOf(name).length !== 2),
    ...[...sandboxes].filter((name) => nodesOf(name).some(({ isRunning }) => isRunning === kept.has(name))),
    ...[...sandboxes].filter((name) => !volumes.has(name)),
  ]
}

function missing(from: ReadonlySet<string>, among: ReadonlySet<string>, what: string): string[] {
  return [...from].filter((name) => !among.has(name)).map((name) => `${name} ${what}`)
}
