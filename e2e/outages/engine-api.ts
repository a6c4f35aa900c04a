import { once } from 'node:events'
import { request } from 'node:http'
import * as z from 'zod'

const labels = z.record(z.string(), z.string()).nullish()
const Containers = z.array(z.object({ Id: z.string(), State: z.string(), Labels: labels }))
const Networks = z.array(z.object({ Name: z.string(), Driver: z.string(), Labels: labels }))
const Volumes = z.object({ Volumes: z.array(z.object({ Labels: labels })).nullish() })

/** All objects of a Docker, read without the product's code. The docker CLI would work too, but takes longer than the boot of a stub node. */
export interface EngineObjects {
  containers: z.infer<typeof Containers>
  networks: z.infer<typeof Networks>
  volumes: { Labels?: Record<string, string> | null | undefined }[]
}

export async function listEngineObjects(socketPath: string): Promise<EngineObjects> {
  const [containers, networks, volumes] = await Promise.all(
    ['/containers/json?all=1', '/networks', '/volumes'].map((path) => getJson(socketPath, path)),
  )
  return {
    containers: Containers.parse(containers),
    // Networks with another driver are Docker's own.
    networks: Networks.parse(networks).filter(({ Driver }) => Driver === 'bridge'),
    volumes: Volumes.parse(volumes).Volumes ?? [],
  }
}

/** @throws Error when no daemon answers */
export async function pingEngine(socketPath: string): Promise<void> {
  await get(socketPath, '/_ping')
}

async function getJson(socketPath: string, path: string): Promise<unknown> {
  return JSON.parse(await get(socketPath, path))
}

async function get(socketPath: string, path: string): Promise<string> {
  const sent = request({ socketPath, path, agent: false })
  sent.end()
  const [response] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
