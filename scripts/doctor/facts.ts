import { existsSync } from 'node:fs'
import { release } from 'node:os'
import { type MachineFacts, readMachineFacts } from '#server/capacity/read-host-facts.ts'
import { askDocker, type DockerAnswer } from '#scripts/setup/docker-answer.ts'
import { describeClusterMaking, type ClusterMaking } from '#scripts/setup/golden-state.ts'
import { type FreeSpace, measureDockerSpace } from '#scripts/setup/disk-space.ts'
import { findLowLimits, type KernelLimit } from '#scripts/setup/kernel-limits.ts'
import { findKind } from '#scripts/setup/kind-cli.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { hashImageInputs, NODE_IMAGE, readInputsLabel } from '#scripts/setup/node-image.ts'
import { findPortOwner, isPortFree } from '#scripts/setup/port-owner.ts'
import { isServerCommand } from '#scripts/setup/server-record.ts'

/** What `doctor` looks at, before anybody judges it. */
export interface Facts {
  kernel: string
  cgroups: 'v1' | 'v2' | 'none'
  lowLimits: readonly KernelLimit[]
  /** What the machine has, and how many of Kindlab's clusters are in it already. */
  host: MachineFacts
  clusters: number
  /** The operator's own limit. */
  maxLabs: number | undefined
  docker: DockerAnswer
  /** What DOCKER_HOST says. */
  dockerHost: string | undefined
  /** Undefined where Docker does not say, or keeps it on another machine. */
  disk: FreeSpace | undefined
  kind: string | undefined
  nodeImage: { name: string; state: 'current' | 'outdated' | 'missing' }
  /** Undefined where Docker or the node image are missing. */
  clusterMaking: ClusterMaking | undefined
  port: { number: number; owner: 'nobody' | 'kindlab' | 'other'; process: string }
}

export async function gatherFacts(machine: Machine, address: { host: string; port: number }): Promise<Facts> {
  const docker = await askDocker(machine)
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
    maxLabs: machine.maxLabs,
    docker,
    dockerHost: machine.dockerHost,
    disk,
    kind: await findKind(machine),
    nodeImage,
    clusterMaking,
    port: await describePort(address),
  }
}

function findCgroups(): Facts['cgroups'] {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) return 'v2'
  return existsSync('/sys/fs/cgroup/memory') ? 'v1' : 'none'
}

/** Each cluster has one network with our label, whichever instance made it. */
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
  if (await isPortFree(host, port)) return { number: port, owner: 'nobody', process: '' }
  const owner = await findPortOwner(port)
  if (owner === undefined) return { number: port, owner: 'other', process: 'a process of another user' }
  const process = `process ${owner.pid}, ${owner.argv.join(' ')}`
  return { number: port, owner: isServerCommand(owner.argv) ? 'kindlab' : 'other', process }
}
