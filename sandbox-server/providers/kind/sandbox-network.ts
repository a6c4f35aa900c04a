import { readFile } from 'node:fs/promises'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Engine, Labels } from './engine.ts'
import { freeSubnets } from './subnets.ts'

export interface SandboxNetwork {
  name: string
  range: string
  labels: Labels
  mtu?: number
}

/**
 * Creates the network of a sandbox on the first free subnet, and returns the subnet. Tries the next one when another program takes it meanwhile.
 * @throws KindlabError `capacity.subnets` when no subnet is free
 */
export async function createSandboxNetwork(engine: Engine, network: SandboxNetwork): Promise<string> {
  const { range, ...rest } = network
  const networks = await engine.listNetworks({})
  const taken = networks.flatMap(({ subnets }) => subnets)
  for (const subnet of freeSubnets(range, taken)) {
    if ((await engine.createNetwork({ ...rest, subnet, bridge: bridgeOf(rest.name) })) === 'created') return subnet
  }
  throw new KindlabError('capacity.subnets', { detail: `no free subnet in ${range}` })
}

/** The kernel allows 15 characters, which contain enough of the sandbox id to be unique. */
function bridgeOf(network: string): string {
  return network.slice(0, 15)
}

/**
 * The host has no address on an internal network, but still receives packets from it. It accepts packets for any of its addresses on any interface,
 * and has an IPv6 link-local address on each interface. $1: the interface; the settings disappear with it.
 */
const SEAL = `cd /proc/sys/net
[ ! -e "ipv6/conf/$1" ] || echo 1 >"ipv6/conf/$1/disable_ipv6"
echo 8 >"ipv4/conf/$1/arp_ignore"
echo 1 >"ipv4/conf/$1/rp_filter"`

export interface Seal {
  /** Name of the network. */
  name: string
  /** Any image with a shell. */
  image: string
  labels: Labels
}

/** Makes the host ignore packets from a sandbox's network. Removes the helper container of an earlier attempt, which has the same name. */
export async function sealNetwork(engine: Engine, { name, image, labels }: Seal): Promise<void> {
  const sealer = `${name}-seal`
  const left = (await engine.listContainers(labels)).filter((container) => container.name === sealer)
  await Promise.all(left.map(({ id }) => engine.removeContainer(id)))
  const argv = ['sh', '-e', '-c', SEAL, 'sh', bridgeOf(name)]
  await engine.runOnHost({ name: sealer, image, labels, argv })
}

/** The values of `SEAL`. */
const SEALED: Readonly<Record<string, string>> = {
  'ipv4/conf/$1/arp_ignore': '8',
  'ipv4/conf/$1/rp_filter': '1',
  'ipv6/conf/$1/disable_ipv6': '1',
}

/**
 * Whether this machine has the interface of a network without its seal. After a start of the machine Docker makes the interfaces again,
 * and starts nodes before the server runs. False for an interface that this machine does not have: Docker is on another machine.
 */
export async function hasLostSeal(network: string, settings = '/proc/sys/net'): Promise<boolean> {
  const values = Object.entries(SEALED).map(async ([setting, wanted]) => {
    const path = `${settings}/${setting.replace('$1', bridgeOf(network))}`
    const value = await readFile(path, 'utf8').catch(() => undefined)
    return value === undefined || value.trim() === wanted
  })
  return (await Promise.all(values)).includes(false)
}
