import { diskLevel, usedShare } from '#server/capacity/disk-level.ts'
import { AS_COUNTED, countNeeds, countSeats, type Needs, NO_CLUSTERS, type Shortage } from '#server/capacity/seats.ts'
import { LEAST_DOCKER } from '#scripts/setup/docker-status.ts'
import { LEAST_FREE_GIB } from '#scripts/setup/disk-space.ts'
import { describeFallback } from '#scripts/setup/golden-state.ts'
import { KERNEL_LIMITS, sysctlCommand } from '#server/capacity/kernel-limits.ts'
import { KIND_VERSION } from '#scripts/setup/install-kind.ts'
import { isAtLeast } from '#scripts/setup/version.ts'
import type { ClusterUse } from './cluster-use.ts'
import { diagnoseHost } from './diagnose-host.ts'
import { diagnoseServer } from './diagnose-server.ts'
import type { Finding } from './finding.ts'
import type { Facts } from './gather-facts.ts'

const COMFORTABLE_SEATS = 3

type Limit = Shortage['code']

const SHORT_OF: Record<Limit, string> = {
  'capacity.memory': 'memory is the limit',
  'capacity.disk': 'the disk is the limit',
  'capacity.processors': 'the processors are the limit',
  'capacity.threads': 'process ids are the limit',
  'capacity.inotify': 'inotify instances are the limit',
  'capacity.subnets': 'subnets are the limit',
  'capacity.seats': 'KINDLAB_MAX_LABS is the limit',
}

const REMEDIES: Record<Limit, string> = {
  'capacity.memory': 'stop programs that use much memory: ps aux --sort=-rss | head',
  'capacity.disk': 'docker system df',
  'capacity.processors': 'end labs, or use a machine with more processors',
  'capacity.threads': sysctlCommand(KERNEL_LIMITS.filter(({ key }) => key === 'kernel.pid_max')),
  'capacity.inotify': sysctlCommand(KERNEL_LIMITS.filter(({ key }) => key.startsWith('fs.inotify'))),
  'capacity.subnets': 'docker network ls; remove networks that no program needs',
  'capacity.seats': 'set KINDLAB_MAX_LABS higher, or unset it',
}

export function diagnose(facts: Facts): Finding[] {
  return [
    diagnoseKernel(facts),
    diagnoseCgroups(facts),
    diagnoseLimits(facts),
    diagnoseSeats(facts),
    diagnoseDocker(facts),
    diagnoseDisk(facts),
    diagnoseKind(facts),
    diagnoseImage(facts),
    diagnoseClusterMaking(facts),
    ...diagnoseHost(facts.disturbances),
    diagnoseServer(facts.server, Date.now()),
    diagnosePort(facts),
  ]
}

function diagnoseKernel({ kernel }: Facts): Finding {
  if (isAtLeast(kernel, '5.4')) return { check: 'Kernel', state: 'ok', found: kernel }
  return { check: 'Kernel', state: 'warn', found: kernel, remedy: 'upgrade to a kernel of 5.4 or newer' }
}

function diagnoseCgroups({ cgroups }: Facts): Finding {
  if (cgroups !== 'none') return { check: 'cgroups', state: 'ok', found: cgroups }
  return { check: 'cgroups', state: 'fail', found: 'not mounted', remedy: 'sudo mount -t cgroup2 none /sys/fs/cgroup' }
}

function diagnoseLimits({ lowLimits }: Facts): Finding {
  const check = 'Kernel limits'
  if (lowLimits.length === 0) return { check, state: 'ok', found: 'high enough' }
  const found = lowLimits.map(({ key, reason }) => `${key} is low (${reason})`).join('; ')
  return { check, state: 'warn', found, remedy: sysctlCommand(lowLimits) }
}

function diagnoseSeats({ host, clusters, use, maxLabs, dockerHost }: Facts): Finding {
  if (dockerHost?.startsWith('tcp:') === true) {
    return { check: 'Seats', state: 'ok', found: 'counted by the server: Docker is on another machine' }
  }
  const taken = { clusters, nodes: clusters * 2 }
  const { seats, limit } = countSeats(
    { ...host, freeSubnets: undefined },
    {
      taken,
      frozen: NO_CLUSTERS,
      maxClusters: maxLabs,
      factors: AS_COUNTED,
    },
  )
  const beside = clusters === 0 ? '' : ` beside the ${clusters} running`
  const reason = limit === undefined ? '' : `; ${SHORT_OF[limit]}`
  const found = `room for ${seats} ${seats === 1 ? 'lab' : 'labs'} of two nodes${beside}${reason}${compareUse(use)}`
  if (seats >= COMFORTABLE_SEATS) return { check: 'Seats', state: 'ok', found }
  const remedy = limit === undefined ? './kindlab doctor' : REMEDIES[limit]
  return { check: 'Seats', state: seats + clusters > 0 ? 'warn' : 'fail', found, remedy }
}

function compareUse(use: ClusterUse | undefined): string {
  if (use === undefined || use.nodes.nodes === 0) return ''
  return `. Running nodes use ${describeNeeds(use.measured)}, and count as ${describeNeeds(countNeeds(use.nodes))}`
}

function describeNeeds({ processors, memoryBytes }: Needs): string {
  return `${processors.toFixed(2)} processors and ${(memoryBytes / 2 ** 30).toFixed(1)} GiB of memory`
}

function diagnoseDocker({ docker, dockerHost }: Facts): Finding {
  const check = 'Docker Engine'
  if (docker.state === 'ready') return { check, state: 'ok', found: docker.version }
  if (docker.state === 'tooOld') {
    return { check, state: 'fail', found: `${docker.version}, older than ${LEAST_DOCKER}`, remedy: 'upgrade Docker' }
  }
  if (docker.state === 'denied') {
    return { check, state: 'fail', found: docker.reason, remedy: 'sudo usermod -aG docker "$USER", then sign in again' }
  }
  const remedy = dockerHost === undefined ? './kindlab up' : `start it at ${dockerHost}, or unset DOCKER_HOST`
  return { check, state: 'fail', found: docker.reason, remedy }
}

function diagnoseDisk({ disk, host }: Facts): Finding {
  if (disk === undefined) return { check: 'Disk', state: 'warn', found: 'not known', remedy: 'docker system df' }
  const found = `${disk.freeGib.toFixed(1)} GiB free in ${disk.folder}`
  const used = host.disk === undefined ? 0 : usedShare([host.disk])
  const level = diskLevel(used, 'ok')
  if (level !== 'ok') {
    const isFull = level === 'full'
    const effect = isFull ? 'a server is read-only' : 'a server stops the lab that uses most disk'
    const percent = `${Math.round(used * 100)} % used: ${effect}`
    return { check: 'Disk', state: isFull ? 'fail' : 'warn', found: `${found}, ${percent}`, remedy: 'docker system df' }
  }
  if (disk.freeGib >= LEAST_FREE_GIB) return { check: 'Disk', state: 'ok', found }
  return { check: 'Disk', state: 'fail', found: `${found}, fewer than ${LEAST_FREE_GIB}`, remedy: 'docker system df' }
}

function diagnoseKind({ kind }: Facts): Finding {
  if (kind !== undefined) return { check: 'kind', state: 'ok', found: `${KIND_VERSION} (${kind})` }
  return { check: 'kind', state: 'fail', found: `no ${KIND_VERSION}`, remedy: './kindlab up' }
}

function diagnoseImage({ nodeImage, docker }: Facts): Finding {
  const check = 'Node image'
  const remedy = './kindlab up'
  if (docker.state !== 'ready' && docker.state !== 'tooOld') {
    return { check, state: 'fail', found: 'not known without Docker', remedy }
  }
  if (nodeImage.state === 'current') return { check, state: 'ok', found: nodeImage.name }
  const found = `${nodeImage.name} is ${nodeImage.state}`
  return { check, state: nodeImage.state === 'missing' ? 'fail' : 'warn', found, remedy }
}

function diagnoseClusterMaking({ clusterMaking }: Facts): Finding {
  const check = 'Golden state'
  const remedy = './kindlab up'
  if (clusterMaking === undefined) return { check, state: 'warn', found: 'none without a node image', remedy }
  if (clusterMaking.way === 'kind')
    return { check, state: 'warn', found: describeFallback(clusterMaking.reason), remedy }
  return { check, state: 'ok', found: `clusters are cloned from ${clusterMaking.image}` }
}

function diagnosePort({ port }: Facts): Finding {
  const check = `Port ${port.number}`
  if (port.owner === 'none') return { check, state: 'ok', found: 'free' }
  if (port.owner === 'kindlab') return { check, state: 'ok', found: `Kindlab (${port.process})` }
  return { check, state: 'fail', found: `taken by ${port.process}`, remedy: `./kindlab up --port ${port.number + 1}` }
}
