import { LabView } from '#protocol/views.ts'
import { endpointPath } from '#protocol/api.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'
import { startKindlabServer } from '../../e2e/kindlab-server.ts'
import { openPrompt } from './prompt.ts'
import type { Claim } from './results.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const POOL_MS = 300_000

/** Learners claim from a pool of one, one after the other: each when the pool is full and the previous lab has ended. */
export async function timeClaims(count: number, say: (line: string) => void): Promise<Claim[]> {
  await using server = await startKindlabServer({ KINDLAB_POOL: '1' })
  const claims: Claim[] = []
  for (let turn = 1; turn <= count; turn += 1) {
    claims.push(await claim(server.origin))
    say(`claim ${turn} of ${count}: ${JSON.stringify(claims.at(-1))}`)
  }
  return claims
}

async function claim(origin: string): Promise<Claim> {
  const client = new HttpClient(origin)
  await client.get(endpointPath('session.read'))
  await untilGauges(client, { kindlab_pool_ready: 1, kindlab_seats_taken: 1 })
  const clickedAt = performance.now()
  const lab = LabView.parse((await client.post(endpointPath('lab.create'), LESSON)).json)
  if (lab.state !== 'ready') throw new Error(`a ready cluster was not claimed: the lab is ${lab.state}`)
  const wire = await openPrompt(client, lab.id)
  const promptMs = performance.now() - clickedAt
  await untilGauges(client, { kindlab_pool_ready: 1 })
  const refillSeconds = (performance.now() - clickedAt) / 1000
  await wire[Symbol.asyncDispose]()
  await client.send(endpointPath('lab.read', { id: lab.id }), { method: 'DELETE' })
  return { promptMs, refillSeconds }
}

async function untilGauges(client: HttpClient, wanted: Readonly<Record<string, number>>): Promise<void> {
  await waitFor({
    name: JSON.stringify(wanted),
    deadlineMs: POOL_MS,
    pauseMs: 1_000,
    observe: async () => {
      const lines = (await client.get('/metrics')).text.split('\n')
      const missing = Object.entries(wanted).filter(([name, value]) => !lines.includes(`${name} ${value}`))
      if (missing.length === 0) return { isDone: true, value: undefined }
      return { isDone: false, last: lines.filter((line) => /^kindlab_(pool|seats|labs)/.test(line)).join(', ') }
    },
  })
}
