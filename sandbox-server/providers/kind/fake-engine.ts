import { KindlabError } from '#protocol/kindlab-error.ts'
import type {
  ContainerRef,
  ContainerUse,
  Engine,
  EngineHost,
  ImageRef,
  Labels,
  NetworkRef,
  NewContainer,
  HostCommand,
} from './engine.ts'
import type { NewImage, NewNetwork, NewNode, RunningExec, VolumeRef } from './engine.ts'

export interface FakeContainer extends ContainerRef {
  volumes: string[]
  node?: NewNode | undefined
}

/** An engine in memory, for tests. Its containers run no processes. */
export class FakeEngine implements Engine {
  readonly containers = new Map<string, FakeContainer>()
  readonly networks = new Map<string, NetworkRef>()
  readonly volumes = new Map<string, VolumeRef>()
  readonly images = new Set<ImageRef>([{ id: 'sha256:0123', names: ['node'], labels: {}, entrypoint: ['/sbin/init'] }])
  /** Subnets that are free in the list of networks but taken when a network is created. */
  readonly contestedSubnets = new Set<string>()
  /** Commands of runOnHost, with the interface that is their last argument. */
  readonly hostCommands: { name: string; interface: string | undefined }[] = []
  /** Interface of each network. */
  readonly bridges = new Map<string, string>()
  /** Names of containers that fail to start. */
  readonly refusedContainers = new Set<string>()
  /** Number of removals that fail because Docker cannot kill the container in time. */
  lateKills = 0
  machine: EngineHost = {
    kernel: 'another',
    processors: 4,
    memoryBytes: 8 * 2 ** 30,
    dataFolder: '/',
    cgroupVersion: 2,
    canLimitCpus: true,
  }
  /** Methods that throw docker.unavailable. */
  readonly failing = new Set<keyof Engine>()

  async ping(): Promise<void> {
    this.#requireUp('ping')
  }

  async host(): Promise<EngineHost> {
    this.#requireUp('host')
    return this.machine
  }

  async inspectImage(image: string): Promise<ImageRef> {
    const found = [...this.images].find(({ id, names }) => id === image || names.includes(image))
    if (found === undefined) throw new KindlabError('sandbox.image_missing', { detail: image })
    return found
  }

  async listImages(labels: Labels): Promise<ImageRef[]> {
    return [...this.images].filter((image) => hasLabels(image, labels))
  }

  async tagImage(image: string, name: string): Promise<void> {
    const found = await this.inspectImage(image)
    this.images.delete(found)
    this.images.add({ ...found, names: [...found.names, name] })
  }

  async removeImage(image: string): Promise<void> {
    for (const found of this.images) {
      if (found.id === image || found.names.includes(image)) this.images.delete(found)
    }
  }

  async runContainer(container: NewContainer): Promise<string> {
    this.#requireUp('runContainer')
    const { name } = container
    if (this.refusedContainers.has(name)) throw new KindlabError('docker.unavailable', { detail: name })
    this.createContainer(container)
    this.setRunning(name, true)
    return name
  }

  /** The first of the two requests of runContainer. */
  createContainer({ name, image, labels, volumes, node }: NewContainer): void {
    if (this.containers.has(name)) throw new KindlabError('sandbox.gone', { detail: `the name ${name} is in use` })
    const mounted = volumes.map(({ volume, target }) => volume ?? `${name}${target}`)
    for (const { volume, target } of volumes) {
      const made = volume ?? `${name}${target}`
      this.volumes.set(made, { name: made, labels: volume === undefined ? labels : {} })
    }
    this.containers.set(name, {
      id: name,
      name,
      image,
      labels,
      isRunning: false,
      isPaused: false,
      volumes: mounted,
      node,
    })
  }

  setRunning(id: string, isRunning: boolean): void {
    const container = this.containers.get(id)
    if (container === undefined) throw new KindlabError('sandbox.gone', { detail: `no container ${id}` })
    container.isRunning = isRunning
    container.isPaused = false
  }

  async pauseContainer(id: string): Promise<void> {
    this.#requireUp('pauseContainer')
    const container = this.containers.get(id)
    if (container?.isRunning !== true && container?.isPaused !== true)
      throw new KindlabError('sandbox.gone', { detail: id })
    container.isRunning = false
    container.isPaused = true
  }

  async unpauseContainer(id: string): Promise<void> {
    this.#requireUp('unpauseContainer')
    if (this.containers.get(id)?.isPaused === true) this.setRunning(id, true)
  }

  async stopContainer(id: string): Promise<void> {
    this.#requireUp('stopContainer')
    if (this.containers.has(id)) this.setRunning(id, false)
  }

  async startContainer(id: string): Promise<void> {
    this.#requireUp('startContainer')
    this.setRunning(id, true)
  }

  async runOnHost({ name, argv }: HostCommand): Promise<void> {
    this.#requireUp('runOnHost')
    this.hostCommands.push({ name, interface: argv.at(-1) })
  }

  async commitContainer(containerId: string, { name, entrypoint, labels }: NewImage): Promise<void> {
    await this.removeImage(name)
    this.images.add({ id: `sha256:${containerId}`, names: [name], entrypoint, labels })
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
    if (this.lateKills > 0) {
      this.lateKills -= 1
      throw new KindlabError('internal', { detail: 'tried to kill container, but did not receive an exit event' })
    }
    const { name = '', volumes = [] } = this.containers.get(containerId) ?? {}
    this.containers.delete(containerId)
    for (const volume of volumes) if (volume.startsWith(`${name}/`)) this.volumes.delete(volume)
  }

  async measureContainer(): Promise<ContainerUse> {
    this.#requireUp('measureContainer')
    return { processorSeconds: 1, memoryBytes: 2 ** 20 }
  }

  async limitContainer(): Promise<void> {
    this.#requireUp('limitContainer')
  }

  async listNetworks(labels: Labels): Promise<NetworkRef[]> {
    this.#requireUp('listNetworks')
    return [...this.networks.values()].filter((network) => hasLabels(network, labels))
  }

  async createNetwork({ name, subnet, bridge, labels }: NewNetwork): Promise<'created' | 'subnet_taken'> {
    if (this.contestedSubnets.has(subnet)) return 'subnet_taken'
    this.bridges.set(name, bridge)
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
    throw new KindlabError('sandbox.gone', { detail: 'a fake container runs no processes' })
  }

  #requireUp(method: keyof Engine): void {
    if (this.failing.has(method)) throw new KindlabError('docker.unavailable', { detail: method })
  }
}

function hasLabels({ labels }: { labels: Labels }, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value)
}
