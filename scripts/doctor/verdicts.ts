import { countSeats, type Shortage } from '#server/capacity/seats.ts'
import { LEAST_DOCKER } from '#scripts/setup/docker-answer.ts'
import { LEAST_FREE_GIB } from '#scripts/setup/disk-space.ts'
import { describeFallback } from '#scripts/setup/golden-state.ts'
import { KERNEL_LIMITS, sysctlCommand } from '#scripts/setup/kernel-limits.ts'
import { KIND_VERSION } from '#scripts/setup/kind-cli.ts'
import { isAtLeast } from '#scripts/setup/version.ts'
import type { Facts } from './facts.ts'

/** What one look came to. `warn`: it works, but not for long or not for many; `fail`: labs cannot start. */
export interface Verdict {
  check: string
  state: 'ok' | 'warn' | 'fail'
  found: string
  /** The command that mends it; absent where all is well. */
  remedy?: string
}

const COMFORTABLE_SEATS = 3

type Limit = Shortage['code']

const SHORT_OF: Record<Limit, string> = {
  'capacity.memory': 'memory ends first',
  'capacity.disk': 'the disk ends first',
  'capacity.processors': 'the processors end first',
  'capacity.threads': 'process ids end first',
  'capacity.inotify': 'inotify instances end first',
  'capacity.subnets': 'subnets end first',
  'capacity.seats': 'that is the limit that was set',
}

const REMEDIES: Record<Limit, string> = {
  'capacity.memory': 'end programs that take much: ps aux --sort=-rss | head',
  'capacity.disk': 'docker system df',
  'capacity.processors': 'end labs, or use a machine with more processors',
  'capacity.threads': sysctlCommand(KERNEL_LIMITS.filter(({ key }) => key === 'kernel.pid_max')),
  'capacity.inotify': sysctlCommand(KERNEL_LIMITS.filter(({ key }) => key.startsWith('fs.inotify'))),
  'capacity.subnets': 'docker network prune',
  'capacity.seats': 'set KINDLAB_MAX_LABS higher, or unset it',
}

export function judge(facts: Facts): Verdict[] {
  return [
    judgeKernel(facts),
    judgeCgroups(facts),
    judgeLimits(facts),
    judgeSeats(facts),
    judgeDocker(facts),
    judgeDisk(facts),
    judgeKind(facts),
    judgeImage(facts),
    judgeClusterMaking(facts),
    judgePort(facts),
  ]
}

function judgeKernel({ kernel }: Facts): Verdict {
  if (isAtLeast(kernel, '5.4')) return { check: 'Kernel', state: 'ok', found: kernel }
  return { check: 'Kernel', state: 'warn', found: kernel, remedy: 'upgrade to a kernel of 5.4 or newer' }
}

function judgeCgroups({ cgroups }: Facts): Verdict {
  if (cgroups !== 'none') return { check: 'cgroups', state: 'ok', found: cgroups }
  return { check: 'cgroups', state: 'fail', found: 'not mounted', remedy: 'sudo mount -t cgroup2 none /sys/fs/cgroup' }
}

function judgeLimits({ lowLimits }: Facts): Verdict {
  const check = 'Kernel limits'
  if (lowLimits.length === 0) return { check, state: 'ok', found: 'high enough' }
  const found = lowLimits.map(({ key, reason }) => `${key} is low (${reason})`).join('; ')
  return { check, state: 'warn', found, remedy: sysctlCommand(lowLimits) }
}

function judgeSeats({ host, clusters, maxLabs, dockerHost }: Facts): Verdict {
  if (dockerHost?.startsWith('tcp:') === true) {
    return { check: 'Seats', state: 'ok', found: 'counted by the server: Docker is on another machine' }
  }
  const taken = { clusters, nodes: clusters * 2 }
  const { seats, limit } = countSeats({ ...host, freeSubnets: undefined }, { taken, maxClusters: maxLabs })
  const beside = clusters === 0 ? '' : ` beside the ${clusters} that run`
  const ends = limit === undefined ? '' : `; ${SHORT_OF[limit]}`
  const found = `room for ${seats} ${seats === 1 ? 'lab' : 'labs'} of two nodes${beside}${ends}`
  if (seats >= COMFORTABLE_SEATS) return { check: 'Seats', state: 'ok', found }
  const remedy = limit === undefined ? './kindlab doctor' : REMEDIES[limit]
  return { check: 'Seats', state: seats + clusters > 0 ? 'warn' : 'fail', found, remedy }
}

function judgeDocker({ docker, dockerHost }: Facts): Verdict {
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

function judgeDisk({ disk }: Facts): Verdict {
  if (disk === undefined) return { check: 'Disk', state: 'warn', found: 'not known', remedy: 'docker system df' }
  const found = `${disk.freeGib.toFixed(1)} GiB free in ${disk.folder}`
  if (disk.freeGib >= LEAST_FREE_GIB) return { check: 'Disk', state: 'ok', found }
  return { check: 'Disk', state: 'fail', found: `${found}, fewer than ${LEAST_FREE_GIB}`, remedy: 'docker system df' }
}

function judgeKind({ kind }: Facts): Verdict {
  if (kind !== undefined) return { check: 'kind', state: 'ok', found: `${KIND_VERSION} (${kind})` }
  return { check: 'kind', state: 'fail', found: `no ${KIND_VERSION}`, remedy: './kindlab up' }
}

function judgeImage({ nodeImage, docker }: Facts): Verdict {
  const check = 'Node image'
  const remedy = './kindlab up'
  if (docker.state !== 'ready' && docker.state !== 'tooOld') {
    return { check, state: 'fail', found: 'not known without Docker', remedy }
  }
  if (nodeImage.state === 'current') return { check, state: 'ok', found: nodeImage.name }
  const found = `${nodeImage.name} is ${nodeImage.state}`
  return { check, state: nodeImage.state === 'missing' ? 'fail' : 'warn', found, remedy }
}

function judgeClusterMaking({ clusterMaking }: Facts): Verdict {
  const check = 'Golden state'
  const remedy = './kindlab up'
  if (clusterMaking === undefined) return { check, state: 'warn', found: 'none without a node image', remedy }
  if (clusterMaking.way === 'kind')
    return { check, state: 'warn', found: describeFallback(clusterMaking.reason), remedy }
  return { check, state: 'ok', found: `clusters are cloned from ${clusterMaking.image}` }
}

function judgePort({ port }: Facts): Verdict {
  const check = `Port ${port.number}`
  if (port.owner === 'nobody') return { check, state: 'ok', found: 'free' }
  if (port.owner === 'kindlab') return { check, state: 'ok', found: `Kindlab (${port.process})` }
  return { check, state: 'fail', found: `taken by ${port.process}`, remedy: `./kindlab up --port ${port.number + 1}` }
}
