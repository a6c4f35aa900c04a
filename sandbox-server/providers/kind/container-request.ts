import type { ContainerLimits, EngineHost, Labels, NewContainer, NewMount, NewNode } from './engine.ts'

type HostCores = Pick<EngineHost, 'processors' | 'canLimitCpus'>

const NANO = 1e9
/** Limits the console log, so that a program in a node cannot fill the host's disk through it. */
const CONSOLE_LOG = { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } }

/** When the machine's memory runs out, the kernel kills programs with a higher value first. The server has 0, or -900 under its supervisor. */
const NODE_OOM_SCORE_ADJ = 500

/** Builds the request to create a container: a node with the flags that kind uses, or a helper container for execs. */
export function containerRequest({ name, image, labels, node, volumes }: NewContainer, cores: HostCores) {
  const request = { name, Image: image, Labels: { ...labels } }
  const mounts = volumes.map((volume) => toMount(volume, labels))
  if (node !== undefined) return { ...request, ...nodeRequest(node, mounts, cores) }
  const host = { Privileged: true, NetworkMode: 'none', Mounts: mounts }
  return { ...request, Entrypoint: ['sleep', 'infinity'], Cmd: [], HostConfig: host }
}

export function limitsRequest({ memoryBytes, pids, cpus }: ContainerLimits, { processors, canLimitCpus }: HostCores) {
  const limits = { Memory: memoryBytes, MemorySwap: memoryBytes, PidsLimit: pids }
  return canLimitCpus ? { ...limits, NanoCpus: Math.min(cpus, processors) * NANO } : limits
}

function nodeRequest(
  { hostname, env, network, address, limits, cpuShares }: NewNode,
  mounts: Mount[],
  cores: HostCores,
) {
  return {
    Hostname: hostname,
    Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    Tty: true,
    HostConfig: {
      ...limitsRequest(limits, cores),
      CpuShares: cpuShares,
      OomScoreAdj: NODE_OOM_SCORE_ADJ,
      Privileged: true,
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      Tmpfs: { '/tmp': '', '/run': '' },
      Binds: ['/lib/modules:/lib/modules:ro'],
      CgroupnsMode: 'private' as const,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 1 },
      Init: false,
      LogConfig: CONSOLE_LOG,
      NetworkMode: network,
      Mounts: mounts,
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: address } } } },
  }
}

type Mount = ReturnType<typeof toMount>

/**
 * NoCopy keeps a fresh volume empty; Docker would copy the image's files into it. The volume has labels so that it can be found
 * when the daemon is killed before it creates the container.
 */
function toMount({ target, volume }: NewMount, labels: Labels) {
  const mount = { Type: 'volume' as const, Target: target, Source: volume ?? '' }
  return volume === undefined
    ? { ...mount, VolumeOptions: { NoCopy: true, Labels: { ...labels }, DriverConfig: NO_DRIVER } }
    : mount
}

/** dockerode's types require a driver; the empty name selects Docker's default. */
const NO_DRIVER = { Name: '', Options: {} }
