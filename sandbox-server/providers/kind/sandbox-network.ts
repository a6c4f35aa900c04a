import { KindlabError } from '#protocol/errors.ts'
import type { Engine, Labels } from './engine.ts'
import { freeSubnets } from './subnets.ts'

export interface SandboxNetwork {
  name: string
  range: string
  labels: Labels
  mtu?: number
}

/** Makes the network of a sandbox on the first free subnet, which is the value, or on the next when somebody took that meanwhile. @throws KindlabError `lab.capacity` when there is none */
export async function createSandboxNetwork(engine: Engine, network: SandboxNetwork): Promise<string> {
  const { range, ...rest } = network
  const networks = await engine.listNetworks({})
  const taken = networks.flatMap(({ subnets }) => subnets)
  for (const subnet of freeSubnets(range, taken)) {
    // oxlint-disable-next-line no-await-in-loop -- the next one only when this one is taken
    if ((await engine.createNetwork({ ...rest, subnet, bridge: bridgeOf(rest.name) })) === 'created') return subnet
  }
  throw new KindlabError('lab.capacity', { detail: `no free subnet in ${range}` })
}

/** The kernel takes 15 characters: enough of a sandbox's id to be its own. */
function bridgeOf(network: string): string {
  return network.slice(0, 15)
}

/**
 * An internal network has no address of the host, and yet the host listens on it: to its own addresses whatever the interface (a packet that needs no
 * answer would come in), and by IPv6 to the address that every interface gives itself. $1: the interface, with which these settings go.
 */
const SEAL = `cd /proc/sys/net
[ ! -e "ipv6/conf/$1" ] || echo 1 >"ipv6/conf/$1/disable_ipv6"
echo 8 >"ipv4/conf/$1/arp_ignore"
echo 1 >"ipv4/conf/$1/rp_filter"`

export interface Seal {
  /** The network. */
  name: string
  /** Any image that has a shell. */
  image: string
  labels: Labels
}

/** Makes the host deaf to what comes from a sandbox's network. What an earlier try left goes first: it has the name. */
export async function sealNetwork(engine: Engine, { name, image, labels }: Seal): Promise<void> {
  const sealer = `${name}-seal`
  const left = (await engine.listContainers(labels)).filter((container) => container.name === sealer)
  await Promise.all(left.map(({ id }) => engine.removeContainer(id)))
  const argv = ['sh', '-e', '-c', SEAL, 'sh', bridgeOf(name)]
  await engine.runOnHost({ name: sealer, image, labels, argv })
}
