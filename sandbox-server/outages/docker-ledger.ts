import { isDeepStrictEqual } from 'node:util'
import { KIND_LABEL, LABEL } from '#server/providers/kind/labels.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import type { EngineObjects } from './engine-api.ts'
import type { PrivateDocker } from './private-docker.ts'

/** Docker may have been restarted, and nodes are started again one lab after the other. */
const DEADLINE_MS = 180_000

/** A server, from outside. */
interface Server {
  readonly origin: string
  readonly instance: string
}

/** Labs of a server, each with a cluster of two nodes. */
export interface Labs {
  ready: number
  kept: number
}

/** The containers of a lab, whichever cluster it has; `running`: only those that run. */
export async function listNodes(docker: PrivateDocker, labId: string, which: 'all' | 'running'): Promise<string[]> {
  const { networks, containers } = await docker.listObjects()
  const clusters = networks.filter(({ Labels }) => Labels?.[LABEL.lab] === labId).map(({ Name }) => Name)
  return containers
    .filter(({ Labels }) => clusters.includes(Labels?.[KIND_LABEL.cluster] ?? ''))
    .filter(({ State }) => which === 'all' || State === 'running')
    .map(({ Id }) => Id)
    .toSorted()
}

/** Not others in their place: these containers. */
export async function untilRunning(docker: PrivateDocker, labId: string, nodes: readonly string[]): Promise<void> {
  await untilEqual('nodes of the lab', nodes, () => listNodes(docker, labId, 'running'))
}

/** Docker has what these labs of a server need and nothing else of it, and the server counts as many. */
export async function untilInOrder(docker: PrivateDocker, server: Server, labs: Labs): Promise<void> {
  const expected = { ...objectsOf(labs), ...labs, seats: labs.ready }
  await untilEqual('in Docker and in the ledger', expected, async () => ({
    ...(await countObjects(docker, server.instance)),
    ...(await readLedger(server)),
  }))
}

/** Docker has the clusters of so many ready labs and nothing else, with whatever label. */
export async function untilNothingElse(docker: PrivateDocker, ready: number): Promise<void> {
  await untilEqual('in Docker', objectsOf({ ready, kept: 0 }), () => countObjects(docker))
}

interface Objects {
  containers: number
  running: number
  networks: number
  volumes: number
}

/** Each node has a volume, each sandbox one more, that says that it was ready. */
function objectsOf({ ready, kept }: Labs): Objects {
  const all = ready + kept
  return { containers: 2 * all, running: 2 * ready, networks: all, volumes: 3 * all }
}

/** Of one instance, or of everybody. */
async function countObjects(docker: PrivateDocker, instance?: string): Promise<Objects> {
  const { containers, networks, volumes } = await docker.listObjects()
  const isMeant = ({ Labels }: EngineObjects['volumes'][number]): boolean =>
    instance === undefined || Labels?.[LABEL.instance] === instance
  const own = containers.filter(isMeant)
  return {
    containers: own.length,
    running: own.filter(({ State }) => State === 'running').length,
    networks: networks.filter(isMeant).length,
    volumes: volumes.filter(isMeant).length,
  }
}

async function readLedger({ origin }: Server): Promise<Labs & { seats: number }> {
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

async function untilEqual<T>(name: string, expected: T, look: () => Promise<T>): Promise<void> {
  await waitFor({
    name: `${JSON.stringify(expected)} ${name}`,
    deadlineMs: DEADLINE_MS,
    pauseMs: 500,
    observe: async () => {
      const found = await look()
      const isEqual = isDeepStrictEqual(found, expected)
      return isEqual ? { isDone: true, value: undefined } : { isDone: false, last: JSON.stringify(found) }
    },
  })
}
