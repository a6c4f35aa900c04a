import { KindlabError } from '#protocol/errors.ts'
import type {
  ContainerRef,
  Engine,
  EngineHost,
  Labels,
  NetworkRef,
  NewNetwork,
  RunningExec,
  VolumeRef,
} from './engine.ts'

/** An engine in memory, for tests of what surrounds Docker. Nothing runs in its containers. */
export class FakeEngine implements Engine {
  readonly containers = new Map<string, ContainerRef & { volumes: string[] }>()
  readonly networks = new Map<string, NetworkRef>()
  readonly volumes = new Map<string, VolumeRef>()
  /** Subnets that somebody else takes between our look and our request. */
  readonly contestedSubnets = new Set<string>()
  machine: EngineHost = { kernel: 'another', processors: 4, memoryBytes: 8 * 2 ** 30, dataFolder: '/' }
  /** Calls that fail, by method name. */
  readonly failing = new Set<keyof Engine>()

  async ping(): Promise<void> {
    this.#requireUp('ping')
  }

  async cgroupVersion(): Promise<1 | 2> {
    return 2
  }

  async host(): Promise<EngineHost> {
    this.#requireUp('host')
    return this.machine
  }

  async imageLabels(): Promise<Labels> {
    return {}
  }

  async listContainers(labels: Labels): Promise<ContainerRef[]> {
    this.#requireUp('listContainers')
    return [...this.containers.values()].filter((container) => hasLabels(container, labels))
  }

  async volumesOf(containerId: string): Promise<string[]> {
    return this.containers.get(containerId)?.volumes ?? []
  }

  async removeContainer(containerId: string): Promise<void> {
    this.#requireUp('removeContainer')
    this.containers.delete(containerId)
  }

  async limitContainer(): Promise<void> {
    this.#requireUp('limitContainer')
  }

  async listNetworks(labels: Labels): Promise<NetworkRef[]> {
    this.#requireUp('listNetworks')
    return [...this.networks.values()].filter((network) => hasLabels(network, labels))
  }

  async createNetwork({ name, subnet, labels }: NewNetwork): Promise<'created' | 'subnet_taken'> {
    if (this.contestedSubnets.has(subnet)) return 'subnet_taken'
    this.networks.set(name, { name, labels, subnets: [subnet], createdAtMs: 0 })
    return 'created'
  }

  async removeNetwork(name: string): Promise<void> {
    this.#requireUp('removeNetwork')
    this.networks.delete(name)
  }

  async listVolumes(labels: Labels): Promise<VolumeRef[]> {
    this.#requireUp('listVolumes')
    return [...this.volumes.values()].filter((volume) => hasLabels(volume, labels))
  }

  async createVolume(volume: VolumeRef): Promise<void> {
    this.volumes.set(volume.name, volume)
  }

  async removeVolume(name: string): Promise<void> {
    this.#requireUp('removeVolume')
    this.volumes.delete(name)
  }

  async startExec(): Promise<RunningExec> {
    throw new KindlabError('sandbox.gone', { detail: 'nothing runs in a fake container' })
  }

  #requireUp(method: keyof Engine): void {
    if (this.failing.has(method)) throw new KindlabError('docker.unavailable', { detail: method })
  }
}

function hasLabels({ labels }: { labels: Labels }, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value)
}
