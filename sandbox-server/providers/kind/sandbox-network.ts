import { KindlabError } from '#protocol/errors.ts'
import type { Engine, Labels } from './engine.ts'
import { freeSubnets } from './subnets.ts'

export interface SandboxNetwork {
  name: string
  range: string
  labels: Labels
}

/** Makes the network of a sandbox on the first free subnet, or on the next when somebody took that meanwhile. @throws KindlabError `lab.capacity` when there is none */
export async function createSandboxNetwork(engine: Engine, { name, range, labels }: SandboxNetwork): Promise<void> {
  const networks = await engine.listNetworks({})
  const taken = networks.flatMap(({ subnets }) => subnets)
  for (const subnet of freeSubnets(range, taken)) {
    // oxlint-disable-next-line no-await-in-loop -- the next one only when this one is taken
    if ((await engine.createNetwork({ name, subnet, labels })) === 'created') return
  }
  throw new KindlabError('lab.capacity', { detail: `no free subnet in ${range}` })
}
