/** Settings of the machine that disturb clusters. */
import { readFile } from 'node:fs/promises'
import type { Machine } from '#scripts/setup/machine.ts'
import { type EngineFacts, readEngineFacts } from '#scripts/setup/docker-flavour.ts'

export interface HostFacts {
  /** Undefined if Docker does not answer. */
  engine: EngineFacts | undefined
  /** Traffic inside a bridge passes the chain FORWARD, which drops by default and has no rules of Docker. */
  isForwardDropped: boolean
  /** AppArmor enforces a profile of tcpdump, by path, also inside of nodes. */
  isTcpdumpConfined: boolean
  /** Routes of other networks, such as a VPN, into the addresses of clusters. */
  collidingRoutes: readonly string[]
}

export async function gatherHostFacts(machine: Machine): Promise<HostFacts> {
  const [engine, isForwardDropped, profiles, routes] = await Promise.all([
    readEngineFacts(machine),
    dropsForward(machine),
    readFile('/sys/kernel/security/apparmor/profiles', 'utf8').catch(() => ''),
    readFile('/proc/net/route', 'utf8').catch(() => ''),
  ])
  const isTcpdumpConfined = /^\S*tcpdump \(enforce\)$/m.test(profiles)
  return { engine, isForwardDropped, isTcpdumpConfined, collidingRoutes: findCollidingRoutes(routes) }
}

/** Only root can read the rules; for others the answer is no. */
async function dropsForward(machine: Machine): Promise<boolean> {
  const filtered = await readFile('/proc/sys/net/bridge/bridge-nf-call-iptables', 'utf8').catch(() => '0')
  if (filtered.trim() !== '1') return false
  const { exitCode, stdout } = await machine.run(['iptables', '--list-rules', 'FORWARD'], { timeoutMs: 10_000 })
  return exitCode === 0 && isDropping(stdout)
}

/** @param rules output of `iptables --list-rules FORWARD` */
export function isDropping(rules: string): boolean {
  return /^-P FORWARD DROP$/m.test(rules) && !/ -j DOCKER/.test(rules)
}

/** 10.200.0.0/15: clusters have 10.201.0.0/16, a bake has 10.200.0.0/24. */
const CLUSTER_ADDRESSES = { first: 0x0a_c8_00_00, prefix: 15 }
/** A shorter prefix is a default route: the routes of clusters are more specific. */
const LEAST_PREFIX = 12
const OWN_INTERFACE = /^(kl-|kindlab-bake|br-|docker)/

/** @param table text of /proc/net/route, whose numbers have the lowest byte first */
export function findCollidingRoutes(table: string): string[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .flatMap(([name = '', destination = '', , , , , , mask = '']) => {
      if (!/^[\dA-F]{8}$/i.test(destination) || OWN_INTERFACE.test(name)) return []
      const first = reverseBytes(destination)
      const prefix = reverseBytes(mask).toString(2).replaceAll('0', '').length
      const shared = 32 - Math.min(prefix, CLUSTER_ADDRESSES.prefix)
      const isInside = Math.floor(first / 2 ** shared) === Math.floor(CLUSTER_ADDRESSES.first / 2 ** shared)
      return prefix >= LEAST_PREFIX && isInside ? [`${formatAddress(first)}/${prefix} of ${name}`] : []
    })
}

function reverseBytes(hex: string): number {
  return Number.parseInt((hex.match(/../g) ?? []).toReversed().join(''), 16)
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}
