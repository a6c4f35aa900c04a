import { existsSync } from 'node:fs'
import { release } from 'node:os'
import { type MachineFacts, readMachineFacts } from '#server/providers/kind/read-host-facts.ts'
import { readDockerStatus, type DockerStatus } from '#scripts/setup/docker-status.ts'
import { type ClusterUse, measureClusters } from './cluster-use.ts'
import { describeClusterMaking, type ClusterMaking } from '#scripts/setup/golden-state.ts'
import { type FreeSpace, measureDockerSpace } from '#scripts/setup/disk-space.ts'
import { findLowLimits } from '#server/capacity/kernel-limits.ts'
import type { KernelLimit } from '#server/capacity/kernel-limits.ts'
import { findKind } from '#scripts/setup/install-kind.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { hashImageInputs, NODE_IMAGE, readInputsLabel } from '#scripts/setup/node-image.ts'
import { findPortOwner, isPortFree } from '#scripts/setup/port-owner.ts'
import { isServerCommand } from '#scripts/setup/server-record.ts'
import { gatherHostFacts, type HostFacts } from './host-facts.ts'
import { gatherServerFacts, type ServerFacts } from './server-facts.ts'

/** Facts about this machine, without a diagnosis. */
export interface Facts {
  kernel: string
  cgroups: 'v1' | 'v2' | 'none'
  lowLimits: readonly KernelLimit[]
  /** Resources of the machine, and the number of Kindlab's clusters on it. */
  host: MachineFacts
  clusters: number
  /** Present use of the running nodes; undefined if Docker does not answer. */
  use: ClusterUse | undefined
  /** Limit that the operator has set. */
  maxLabs: number | undefined
  docker: DockerStatus
  /** Value of DOCKER_HOST. */
  dockerHost: string | undefined
  /** Undefined if Docker does not report it, or if Docker is on another machine. */
  disk: FreeSpace | undefined
  kind: string | undefined
  nodeImage: { name: string; state: 'current' | 'outdated' | 'missing' }
  /** Undefined if Docker or the node image is missing. */
  clusterMaking: ClusterMaking | undefined
  /** Settings of the machine that disturb clusters. */
  disturbances: HostFacts
  server: ServerFacts
  port: { number: number; owner: 'none' | 'kindlab' | 'other'; process: string }
}

export async function gatherFacts(machine: Machine, address: { host: string; port: number }): Promise<Facts> {
  const docker = await readDockerStatus(machine)
  const [disk, nodeImage] =
    docker.state === 'ready' || docker.state === 'tooOld'
      ? await Promise.all([measureDockerSpace(machine), describeImage(machine)])
      : [undefined, { name: NODE_IMAGE, state: 'missing' as const }]
  const clusterMaking = nodeImage.state === 'missing' ? undefined : await describeClusterMaking(machine, nodeImage.name)
  return {
    kernel: release(),
    cgroups: findCgroups(),
    lowLimits: await findLowLimits(),
    host: await readMachineFacts(disk?.folder),
    clusters: docker.state === 'ready' ? await countClusters(machine) : 0,
    use: docker.state === 'ready' ? await measureClusters(machine) : undefined,
    maxLabs: machine.maxLabs,
    docker,
    dockerHost: machine.dockerHost,
    disk,
    kind: await findKind(machine),
    nodeImage,
    clusterMaking,
    disturbances: await gatherHostFacts(machine),
    server: await gatherServerFacts(machine),
    port: await describePort(address),
  }
}

function findCgroups(): Facts['cgroups'] {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) return 'v2'
  return existsSync('/sys/fs/cgroup/memory') ? 'v1' : 'none'
}

/** Counts networks: each cluster of any instance has one network with our label. */
async function countClusters(machine: Machine): Promise<number> {
  const { stdout } = await machine.run(['docker', 'network', 'ls', '--quiet', '--filter', 'label=kindlab.sandbox'], {
    timeoutMs: 10_000,
  })
  return stdout.split('\n').filter((line) => line !== '').length
}

async function describeImage(machine: Machine): Promise<Facts['nodeImage']> {
  const [label, wanted] = await Promise.all([readInputsLabel(machine, NODE_IMAGE), hashImageInputs(machine)])
  const state = label === undefined ? 'missing' : label === wanted ? 'current' : 'outdated'
  return { name: NODE_IMAGE, state }
}

async function describePort({ host, port }: { host: string; port: number }): Promise<Facts['port']> {
  if (await isPortFree(host, port)) return { number: port, owner: 'none', process: '' }
  const owner = await findPortOwner(port)
  if (owner === undefined) return { number: port, owner: 'other', process: 'a process of another user' }
  const process = `process ${owner.pid}, ${owner.argv.join(' ')}`
  return { number: port, owner: isServerCommand(owner.argv) ? 'kindlab' : 'other', process }
}
