import { LABEL, objectName } from '#server/providers/kind/labels.ts'
import type { SimulatedMachine } from './simulated-machine.ts'
import { INSTANCE } from './simulated-server.ts'
import { isForeign, missingForeignObjects } from './foreign-objects.ts'

/** States that need no further work. */
const SETTLED: ReadonlySet<string> = new Set(['ready', 'kept', 'failed'])

/** Lists each inconsistency between the database, the server's memory and Docker, as a sentence. */
export async function findViolations(machine: SimulatedMachine): Promise<string[]> {
  const { labs, store } = machine.server
  const { networks } = machine.docker.objects
  const sandboxes = new Set(
    [...networks.values()].filter(({ labels }) => labels[LABEL.instance] === INSTANCE).map(({ name }) => name),
  )
  const storedLabs = await store.labs.findLive()
  const pooled = await store.pool.findAll()
  const free = pooled.filter(({ isReady, labId }) => isReady && labId === undefined)
  const kept = storedLabs.filter(({ state }) => state === 'kept').map(({ sandboxId }) => objectName(sandboxId))
  const needed = new Set([
    ...kept,
    ...storedLabs.filter(({ state }) => state === 'ready').map(({ sandboxId }) => objectName(sandboxId)),
    ...free.map(({ id }) => objectName(id)),
  ])
  const { taken } = labs.status()
  return [
    ...storedLabs.filter(({ state }) => !SETTLED.has(state)).map(({ id, state }) => `${id} is ${state}`),
    ...storedLabs.flatMap((lab) => {
      const state = labs.find(lab.id)?.lab.state
      return state === lab.state ? [] : [`${lab.id} is ${lab.state} in the database, ${state} in memory`]
    }),
    ...storedLabs.flatMap(({ id, state }) =>
      state === 'ready' && labs.find(id)?.sandbox() === undefined ? [`${id} has no sandbox`] : [],
    ),
    ...pooled.filter((member) => !free.includes(member)).map(({ id }) => `pool member ${id} can never be claimed`),
    ...missing(sandboxes, needed, 'is an orphan'),
    ...missing(needed, sandboxes, 'is missing'),
    ...(taken === sandboxes.size - kept.length ? [] : [`${taken} of ${sandboxes.size} sandboxes have a seat`]),
    ...findDefects(machine, sandboxes, new Set(kept)).filter((name) => !isForeign(name)),
    ...missingForeignObjects(machine.docker.objects).map((name) => `the foreign object ${name} is gone`),
  ]
}

/** Names of containers and volumes without a sandbox, and of incomplete sandboxes. */
function findDefects(machine: SimulatedMachine, sandboxes: ReadonlySet<string>, kept: ReadonlySet<string>): string[] {
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
