import type { ContainerLimits, EngineHost, Labels, NewContainer, NewMount, NewNode } from './engine.ts'

type HostCores = Pick<EngineHost, 'processors' | 'canLimitCpus'>

const NANO = 1e9
/** systemd and the entrypoint say little; whoever writes to a node's console must not fill the host's disk. */
const CONSOLE_LOG = { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } }

/** What Docker's API is sent to make a container: a node with the flags that kind gives its own, or a place to run commands in. */
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
 * A fresh volume stays empty: the image's own files would be copied into it, and what goes there comes from elsewhere. It has labels, because a
 * daemon that is killed between making it and making its container leaves it behind.
 */
function toMount({ target, volume }: NewMount, labels: Labels) {
  const mount = { Type: 'volume' as const, Target: target, Source: volume ?? '' }
  return volume === undefined
    ? { ...mount, VolumeOptions: { NoCopy: true, Labels: { ...labels }, DriverConfig: NO_DRIVER } }
    : mount
}

/** The types ask for one; an empty name is Docker's own. */
const NO_DRIVER = { Name: '', Options: {} }
