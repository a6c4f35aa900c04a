import { KindlabError } from '#protocol/kindlab-error.ts'
import type {
  ContainerRef,
  ContainerUse,
  Engine,
  EngineHost,
  HostCommand,
  ImageRef,
  Labels,
  NetworkRef,
  NewContainer,
  NewExec,
  NewNetwork,
  RunningExec,
  VolumeRef,
} from '#server/providers/kind/engine.ts'
import type { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import type { Caller, DockerRequest, SimulatedDocker } from './simulated-docker.ts'
import { simulateExec } from './simulated-exec.ts'

/** The time limit of a change in `docker-engine.ts`. */
const CHANGE_DEADLINE_MS = 60_000
const NOT_SIMULATED = 'the simulation does not have this call'

/** One server's connection to the simulated Docker. It sends the requests of `docker-engine.ts` one by one, each with a time limit of its own. */
export class SimulatedEngine implements Engine {
  readonly #docker: SimulatedDocker
  readonly #caller: Caller
  readonly #objects: FakeEngine

  constructor(docker: SimulatedDocker, caller: Caller) {
    this.#docker = docker
    this.#caller = caller
    this.#objects = docker.objects
  }

  async ping(): Promise<void> {
    await this.#send({ name: 'ping', deadlineMs: 5_000, carryOut: () => undefined })
  }

  async host(): Promise<EngineHost> {
    return this.#send({ name: 'info', carryOut: () => this.#objects.machine })
  }

  async inspectImage(image: string): Promise<ImageRef> {
    return this.#send({
      name: 'inspect image',
      carryOut: () => {
        const found = [...this.#objects.images].find(({ names }) => names.includes(image))
        if (found === undefined) throw new KindlabError('sandbox.image_missing', { detail: image })
        return found
      },
    })
  }

  async listContainers(labels: Labels): Promise<ContainerRef[]> {
    return this.#send({ name: 'list containers', carryOut: () => select(this.#objects.containers, labels) })
  }

  async listNetworks(labels: Labels): Promise<NetworkRef[]> {
    return this.#send({ name: 'list networks', carryOut: () => select(this.#objects.networks, labels) })
  }

  async listVolumes(labels: Labels): Promise<VolumeRef[]> {
    return this.#send({ name: 'list volumes', carryOut: () => select(this.#objects.volumes, labels) })
  }

  async volumesOf(id: string): Promise<string[]> {
    return this.#send({ name: 'inspect container', carryOut: () => this.#objects.containers.get(id)?.volumes ?? [] })
  }

  async removeContainer(id: string): Promise<void> {
    await this.#send({
      name: 'remove container',
      deadlineMs: CHANGE_DEADLINE_MS,
      carryOut: () => void this.#objects.removeContainer(id),
    })
  }

  async runContainer(container: NewContainer): Promise<string> {
    const change = { deadlineMs: CHANGE_DEADLINE_MS, isWriting: true }
    const create = () => this.#objects.createContainer(container)
    await this.#send({ name: 'create container', ...change, carryOut: create })
    await this.startContainer(container.name)
    return container.name
  }

  async startContainer(id: string): Promise<void> {
    await this.#send({
      name: 'start container',
      deadlineMs: CHANGE_DEADLINE_MS,
      isWriting: true,
      carryOut: () => {
        const network = this.#objects.containers.get(id)?.node?.network
        if (network !== undefined && !this.#objects.networks.has(network)) throw refused(`network ${network}`)
        this.#objects.setRunning(id, true)
      },
    })
  }

  async stopContainer(id: string): Promise<void> {
    await this.#send({
      name: 'stop container',
      deadlineMs: CHANGE_DEADLINE_MS,
      carryOut: () => {
        if (this.#objects.containers.has(id)) this.#objects.setRunning(id, false)
      },
    })
  }

  async pauseContainer(id: string): Promise<void> {
    await this.#send({
      name: 'pause container',
      deadlineMs: CHANGE_DEADLINE_MS,
      carryOut: () => {
        if (this.#objects.containers.get(id)?.isRunning !== true) throw refused(`${id} does not run`)
        void this.#objects.pauseContainer(id)
      },
    })
  }

  async unpauseContainer(id: string): Promise<void> {
    await this.#send({
      name: 'unpause container',
      deadlineMs: CHANGE_DEADLINE_MS,
      carryOut: () => void this.#objects.unpauseContainer(id),
    })
  }

  async runOnHost({ name, image, labels }: HostCommand): Promise<void> {
    const id = await this.runContainer({ name, image, labels, volumes: [] })
    await this.#send({
      name: 'wait for container',
      deadlineMs: CHANGE_DEADLINE_MS,
      carryOut: () => {
        const container = this.#objects.containers.get(id)
        if (container === undefined) throw refused(id)
        container.isRunning = false
      },
    })
    await this.removeContainer(id)
  }

  async createNetwork(network: NewNetwork): Promise<'created' | 'subnet_taken'> {
    return this.#send({
      name: 'create network',
      isWriting: true,
      carryOut: () => {
        if (this.#objects.networks.has(network.name)) throw refused(`the name ${network.name} is in use`)
        const taken = [...this.#objects.networks.values()].flatMap(({ subnets }) => subnets)
        if (taken.includes(network.subnet)) return 'subnet_taken'
        void this.#objects.createNetwork(network)
        return 'created'
      },
    })
  }

  async removeNetwork(name: string): Promise<void> {
    await this.#send({
      name: 'remove network',
      carryOut: () => {
        const users = [...this.#objects.containers.values()].filter((each) => each.node?.network === name)
        if (users.some(({ isRunning }) => isRunning)) {
          throw new KindlabError('internal', { detail: `${name} has active endpoints` })
        }
        void this.#objects.removeNetwork(name)
      },
    })
  }

  async createVolume(volume: VolumeRef): Promise<void> {
    await this.#send({
      name: 'create volume',
      isWriting: true,
      carryOut: () => void this.#objects.createVolume(volume),
    })
  }

  /** A mounted volume stays: Docker answers 409, which `docker-engine.ts` ignores. */
  async removeVolume(name: string): Promise<void> {
    await this.#send({
      name: 'remove volume',
      carryOut: () => {
        const isMounted = [...this.#objects.containers.values()].some(({ volumes }) => volumes.includes(name))
        if (!isMounted) void this.#objects.removeVolume(name)
      },
    })
  }

  async startExec(id: string, { argv }: NewExec): Promise<RunningExec> {
    const isRunning = () => this.#objects.containers.get(id)?.isRunning === true
    const requireRunning = (): void => {
      if (!isRunning()) throw refused(`${id} does not run`)
    }
    await this.#send({ name: 'create exec', carryOut: requireRunning })
    await this.#send({ name: 'start exec', carryOut: requireRunning })
    return simulateExec({
      stdout: argv.includes('facts') ? 'KINDLAB_FLAVOUR=simulated\n' : '',
      readExitCode: () => this.#send({ name: 'inspect exec', carryOut: () => (isRunning() ? 0 : 137) }),
      onEnd: (end) => this.#docker.whenResponsive(end),
      onCut: (cut) => this.#docker.onCut(cut),
    })
  }

  async listImages(): Promise<ImageRef[]> {
    throw new Error(NOT_SIMULATED)
  }

  async tagImage(): Promise<void> {
    throw new Error(NOT_SIMULATED)
  }

  async removeImage(): Promise<void> {
    throw new Error(NOT_SIMULATED)
  }

  async commitContainer(): Promise<void> {
    throw new Error(NOT_SIMULATED)
  }

  async measureContainer(): Promise<ContainerUse> {
    throw new Error(NOT_SIMULATED)
  }

  async limitContainer(): Promise<void> {
    throw new Error(NOT_SIMULATED)
  }

  async #send<T>(request: DockerRequest<T>): Promise<T> {
    return this.#docker.send(this.#caller, request)
  }
}

/** Lists copies of the objects with all wanted labels. A response of Docker does not change later. */
function select<T extends { labels: Labels }>(objects: ReadonlyMap<string, T>, wanted: Labels): T[] {
  const fits = ({ labels }: T) => Object.entries(wanted).every(([key, value]) => labels[key] === value)
  return [...objects.values()].filter(fits).map((object) => ({ ...object }))
}

/** Docker answers 404 or 409. */
function refused(detail: string): KindlabError {
  return new KindlabError('sandbox.gone', { detail })
}
