import { endpointPath } from '#protocol/api.ts'
import { LabView } from '#protocol/views.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { startKindlabServer } from '../../e2e/kindlab-server.ts'
import { openPrompt } from './prompt.ts'
import type { ClassStart } from './results.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const READY_MS = 1_200_000
const POOL_MS = 600_000

/**
 * Learners of a class ask for a lab at the same moment, and each opens a terminal as soon as the lab is ready.
 * Labs that are ready stay connected, as in a class. The number of learners is the number of free seats, at most `wanted`.
 */
export async function timeClassStart(
  { wanted, pool }: { wanted: number; pool: number },
  say: (line: string) => void,
): Promise<ClassStart> {
  await using server = await startKindlabServer({ KINDLAB_POOL: String(pool) })
  const observer = new HttpClient(server.origin)
  const count = Math.min(wanted, (await readGauge(observer, 'kindlab_seats_free')) ?? wanted)
  // The pool makes a cluster for each learner who has loaded a page.
  const learners = await Promise.all(Array.from({ length: count }, () => signIn(server.origin)))
  await untilReadyInPool(observer, Math.min(pool, count))
  const startedAt = performance.now()
  const seconds: number[] = []
  const wires = await Promise.all(
    learners.map(async (client) => {
      const wire = await openPrompt(client, await readyLab(client))
      seconds.push((performance.now() - startedAt) / 1000)
      say(`learner ${seconds.length} of ${count} (pool ${pool}): prompt after ${seconds.at(-1)?.toFixed(1)} s`)
      return wire
    }),
  )
  await Promise.all(wires.map((wire) => wire[Symbol.asyncDispose]()))
  return { pool, seconds }
}

async function signIn(origin: string): Promise<HttpClient> {
  const client = new HttpClient(origin)
  await client.get(endpointPath('session.read'))
  return client
}

/** Starts a lab, and resolves with its id when it is ready. */
async function readyLab(client: HttpClient): Promise<string> {
  const answer = await client.post(endpointPath('lab.create'), LESSON)
  if (answer.status !== 202) throw new Error(`lab.create: ${answer.status} ${answer.code ?? ''}`)
  const { id } = LabView.parse(answer.json)
  await waitFor({
    name: `lab ${id} ready`,
    deadlineMs: READY_MS,
    pauseMs: 250,
    observe: async () => {
      const { state } = LabView.parse((await client.get(endpointPath('lab.read', { id }))).json)
      if (state === 'ready') return { isDone: true, value: undefined }
      if (state === 'failed' || state === 'ended') throw new Error(`lab ${id} is ${state}`)
      return { isDone: false, last: state }
    },
  })
  return id
}

async function untilReadyInPool(client: HttpClient, pool: number): Promise<void> {
  await waitFor({
    name: `${pool} clusters in the pool`,
    deadlineMs: POOL_MS,
    pauseMs: 1_000,
    observe: async () => {
      const ready = (await readGauge(client, 'kindlab_pool_ready')) ?? 0
      return ready === pool ? { isDone: true, value: undefined } : { isDone: false, last: String(ready) }
    },
  })
}

async function readGauge(client: HttpClient, name: string): Promise<number | undefined> {
  const line = (await client.get('/metrics')).text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ')[1])
}
