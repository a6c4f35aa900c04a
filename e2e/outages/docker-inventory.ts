import { isDeepStrictEqual } from 'node:util'
import { KIND_LABEL, LABEL } from '#server/providers/kind/labels.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import type { EngineObjects } from './engine-api.ts'
import type { PrivateDocker } from './private-docker.ts'

/** After a restart of Docker the server starts the nodes of one lab after the other. */
const DEADLINE_MS = 180_000

/** A server as its clients see it. */
interface Server {
  readonly origin: string
  readonly instance: string
}

/** Number of labs on a server, by state. Each has a cluster of two nodes. */
export interface LabCounts {
  ready: number
  kept: number
}

/** Lists the ids of a lab's node containers: all of them, or only those that run. */
export async function listNodes(docker: PrivateDocker, labId: string, which: 'all' | 'running'): Promise<string[]> {
  const { networks, containers } = await docker.listObjects()
  const clusters = networks.filter(({ Labels }) => Labels?.[LABEL.lab] === labId).map(({ Name }) => Name)
  return containers
    .filter(({ Labels }) => clusters.includes(Labels?.[KIND_LABEL.cluster] ?? ''))
    .filter(({ State }) => which === 'all' || State === 'running')
    .map(({ Id }) => Id)
    .toSorted()
}

/** Waits until exactly these node containers run for a lab: replacements do not count. */
export async function waitForRunningNodes(
  docker: PrivateDocker,
  labId: string,
  nodes: readonly string[],
): Promise<void> {
  await waitForEqual('nodes of the lab', nodes, () => listNodes(docker, labId, 'running'))
}

/** Waits until Docker has exactly the objects that these labs need, and the server's metrics show the same labs. */
export async function waitForInventory(docker: PrivateDocker, server: Server, labs: LabCounts): Promise<void> {
  const expected = { ...objectsOf(labs), ...labs, seats: labs.ready }
  await waitForEqual('in Docker and in the metrics', expected, async () => ({
    ...(await countObjects(docker, server.instance)),
    ...(await readMetrics(server)),
  }))
}

/** Waits until Docker has the clusters of `ready` labs and no other object. */
export async function waitForNoOtherObjects(docker: PrivateDocker, ready: number): Promise<void> {
  await waitForEqual('in Docker', objectsOf({ ready, kept: 0 }), () => countObjects(docker))
}

interface Objects {
  containers: number
  running: number
  networks: number
  volumes: number
}

/** A volume for each node, and one for each sandbox, which marks it as ready. */
function objectsOf({ ready, kept }: LabCounts): Objects {
  const all = ready + kept
  return { containers: 2 * all, running: 2 * ready, networks: all, volumes: 3 * all }
}

/** Counts the objects of one instance, or of all. */
async function countObjects(docker: PrivateDocker, instance?: string): Promise<Objects> {
  const { containers, networks, volumes } = await docker.listObjects()
  const isCounted = ({ Labels }: EngineObjects['volumes'][number]): boolean =>
    instance === undefined || Labels?.[LABEL.instance] === instance
  const own = containers.filter(isCounted)
  return {
    containers: own.length,
    running: own.filter(({ State }) => State === 'running').length,
    networks: networks.filter(isCounted).length,
    volumes: volumes.filter(isCounted).length,
  }
}

async function readMetrics({ origin }: Server): Promise<LabCounts & { seats: number }> {
  const { text } = await new HttpClient(origin).get('/metrics')
  const read = (name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length),
    )
  const [ready, kept] = ['ready', 'kept'].map((state) => read(`kindlab_labs{state="${state}"}`))
  return { ready: ready ?? 0, kept: kept ?? 0, seats: read('kindlab_seats_taken') }
}

async function waitForEqual<T>(name: string, expected: T, read: () => Promise<T>): Promise<void> {
  await waitFor({
    name: `${JSON.stringify(expected)} ${name}`,
    deadlineMs: DEADLINE_MS,
    pauseMs: 500,
    observe: async () => {
      const found = await read()
      const isEqual = isDeepStrictEqual(found, expected)
      return isEqual ? { isDone: true, value: undefined } : { isDone: false, last: JSON.stringify(found) }
    },
  })
}
