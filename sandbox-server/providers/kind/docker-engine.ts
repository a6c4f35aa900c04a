import Docker from 'dockerode'
import * as z from 'zod'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { callDocker, DEFAULT_DEADLINE_MS } from './docker-call.ts'
import { containerRequest, limitsRequest } from './container-request.ts'
import { dockerStatus, messageOf, orAlready, orGone, orUnchanged } from './docker-errors.ts'
import { consoleSize, DockerExec } from './docker-exec.ts'
import { parseDockerHost } from './docker-host.ts'
import { toHost, toImage, toUse } from './docker-info.ts'
import type {
  ContainerLimits,
  ContainerRef,
  ContainerUse,
  Engine,
  EngineHost,
  ImageRef,
  Labels,
  NetworkRef,
} from './engine.ts'
import type { HostCommand, NewContainer, NewExec, NewImage, NewNetwork, RunningExec, VolumeRef } from './engine.ts'

/** Docker withholds typed keys that begin this sequence. The default, Ctrl-P Ctrl-Q, would withhold Ctrl-P. */
const DETACH_KEYS = 'ctrl-@,ctrl-^,ctrl-@,ctrl-^'
/** Stopping a busy node takes Docker longer than answering a query. */
const CHANGE_DEADLINE_MS = 60_000
/** systemd and etcd end within 3 s; after this Docker sends SIGKILL. */
const STOP_GRACE_SECONDS = 15
/** A commit writes about 1 GB, on a disk that boots write to as well. */
const COMMIT_DEADLINE_MS = 600_000

const Ended = z.object({ StatusCode: z.number() })

/** DockerEngine implements Engine with dockerode. No other file imports dockerode. */
export class DockerEngine implements Engine {
  readonly #docker: Docker
  /** Cached: these facts do not change while the daemon runs. */
  #knownHost: EngineHost | undefined

  constructor(dockerHost: string | undefined) {
    this.#docker = new Docker(parseDockerHost(dockerHost))
  }

  async ping(): Promise<void> {
    await this.#call('ping', (abortSignal) => this.#get('/_ping', abortSignal), 5_000)
  }

  async host(): Promise<EngineHost> {
    this.#knownHost ??= toHost(await this.#call('info', (abortSignal) => this.#get('/info', abortSignal)))
    return this.#knownHost
  }

  async inspectImage(image: string): Promise<ImageRef> {
    return this.#call(`inspect image ${image}`, async (abortSignal) => {
      try {
        return toImage(await this.#get(`/images/${image}/json`, abortSignal))
      } catch (error) {
        if (dockerStatus(error) === 404)
          throw new KindlabError('sandbox.image_missing', { detail: image, cause: error })
        throw error
      }
    })
  }

  async listImages(labels: Labels): Promise<ImageRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await this.#call('list images', (abortSignal) => this.#docker.listImages({ filters, abortSignal }))
    return Promise.all(found.map(({ Id }) => this.inspectImage(Id)))
  }

  async tagImage(image: string, name: string): Promise<void> {
    const [repo = '', tag = 'latest'] = name.split(':')
    await this.#call(`tag image ${name}`, (abortSignal) => this.#docker.getImage(image).tag({ repo, tag, abortSignal }))
  }

  async removeImage(image: string): Promise<void> {
    await this.#change(`remove image ${image}`, (abortSignal) =>
      orGone(this.#docker.getImage(image).remove({ abortSignal })),
    )
  }

  async listContainers(labels: Labels): Promise<ContainerRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await this.#call('list containers', (abortSignal) =>
      this.#docker.listContainers({ all: true, filters, abortSignal }),
    )
    return found.map((container) => ({
      id: container.Id,
      name: container.Names[0]?.slice(1) ?? container.Id,
      image: container.ImageID,
      labels: container.Labels,
      isRunning: container.State === 'running',
      isPaused: container.State === 'paused',
    }))
  }

  async volumesOf(containerId: string): Promise<string[]> {
    const inspected = await this.#call(`inspect container ${containerId}`, (abortSignal) =>
      orGone(this.#docker.getContainer(containerId).inspect({ abortSignal })),
    )
    return (inspected?.Mounts ?? []).flatMap(({ Type, Name }) =>
      Type === 'volume' && Name !== undefined ? [Name] : [],
    )
  }

  async removeContainer(containerId: string): Promise<void> {
    await this.#change(`remove container ${containerId}`, (abortSignal) =>
      orGone(this.#docker.getContainer(containerId).remove({ force: true, v: true, abortSignal })),
    )
  }

  async runContainer(container: NewContainer): Promise<string> {
    const host = await this.host()
    return this.#change(`run container ${container.name}`, async (abortSignal) => {
      const made = await this.#docker.createContainer({ ...containerRequest(container, host), abortSignal })
      await made.start({ abortSignal })
      return made.id
    })
  }

  async stopContainer(containerId: string): Promise<void> {
    await this.#change(`stop container ${containerId}`, (abortSignal) =>
      orGone(orUnchanged(this.#docker.getContainer(containerId).stop({ t: STOP_GRACE_SECONDS, abortSignal }))),
    )
  }

  async startContainer(containerId: string): Promise<void> {
    await this.#change(`start container ${containerId}`, (abortSignal) =>
      orUnchanged(this.#docker.getContainer(containerId).start({ abortSignal })),
    )
  }

  async pauseContainer(containerId: string): Promise<void> {
    await this.#change(`pause container ${containerId}`, (abortSignal) =>
      orAlready('already paused', this.#docker.getContainer(containerId).pause({ abortSignal })),
    )
  }

  async unpauseContainer(containerId: string): Promise<void> {
    await this.#change(`unpause container ${containerId}`, (abortSignal) =>
      orGone(orAlready('is not paused', this.#docker.getContainer(containerId).unpause({ abortSignal }))),
    )
  }

  async runOnHost({ name, image, labels, argv: [program, ...args] }: HostCommand): Promise<void> {
    await this.#change(`run ${name}`, async (abortSignal) => {
      const HostConfig = { Privileged: true, NetworkMode: 'host' }
      const options = { name, Image: image, Labels: { ...labels }, Entrypoint: program, Cmd: args, HostConfig }
      const container = await this.#docker.createContainer({ ...options, abortSignal })
      await container.start({ abortSignal })
      const { StatusCode } = Ended.parse(await container.wait({ abortSignal }))
      await container.remove({ force: true, abortSignal })
      if (StatusCode !== 0) throw new Error(`ended with ${StatusCode}`)
    })
  }

  async commitContainer(containerId: string, { name, entrypoint, labels }: NewImage): Promise<void> {
    const [repo, tag] = name.split(':')
    const changes = [
      `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
      'CMD []',
      ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`),
    ]
    await this.#call(
      `commit container ${containerId}`,
      (abortSignal) => this.#docker.getContainer(containerId).commit({ repo, tag, changes, abortSignal }),
      COMMIT_DEADLINE_MS,
    )
  }

  async measureContainer(containerId: string): Promise<ContainerUse> {
    const stats = await this.#call(`measure container ${containerId}`, async (abortSignal) => {
      // dockerode's types do not know the signal.
      const options = { stream: false, 'one-shot': true, abortSignal } as const
      return this.#docker.getContainer(containerId).stats(options)
    })
    return toUse(stats)
  }

  async limitContainer(containerId: string, limits: ContainerLimits): Promise<void> {
    const request = limitsRequest(limits, await this.host())
    await this.#call(`limit container ${containerId}`, (abortSignal) =>
      this.#docker.getContainer(containerId).update({ ...request, abortSignal }),
    )
  }

  async listNetworks(labels: Labels): Promise<NetworkRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await this.#call('list networks', (abortSignal) =>
      this.#docker.listNetworks({ filters, abortSignal }),
    )
    return found.map((network) => ({
      name: network.Name,
      labels: network.Labels ?? {},
      subnets: (network.IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet === undefined ? [] : [Subnet])),
      createdAtMs: Date.parse(network.Created),
    }))
  }

  async createNetwork({ name, subnet, bridge, labels, mtu = 1500 }: NewNetwork): Promise<'created' | 'subnet_taken'> {
    return this.#call(`create network ${name}`, async (abortSignal) => {
      try {
        await this.#docker.createNetwork({
          Name: name,
          Driver: 'bridge',
          CheckDuplicate: true,
          // Internal and without a host address: neither the internet nor services of the host are reachable.
          Internal: true,
          Options: {
            'com.docker.network.bridge.inhibit_ipv4': 'true',
            'com.docker.network.bridge.name': bridge,
            'com.docker.network.driver.mtu': String(mtu),
          },
          IPAM: { Driver: 'default', Config: [{ Subnet: subnet }] },
          Labels: { ...labels },
          abortSignal,
        })
        return 'created'
      } catch (error) {
        // Docker has no error code for overlapping subnets.
        if (dockerStatus(error) === 403 && messageOf(error).includes('overlaps')) return 'subnet_taken'
        throw error
      }
    })
  }

  async removeNetwork(name: string): Promise<void> {
    await this.#call(`remove network ${name}`, (abortSignal) =>
      orGone(this.#docker.getNetwork(name).remove({ abortSignal })),
    )
  }

  async listVolumes(labels: Labels): Promise<VolumeRef[]> {
    const filters = { label: toFilter(labels) }
    const { Volumes } = await this.#call('list volumes', (abortSignal) =>
      this.#docker.listVolumes({ filters, abortSignal }),
    )
    return (Volumes ?? []).map((volume) => ({ name: volume.Name, labels: volume.Labels ?? {} }))
  }

  async createVolume({ name, labels }: VolumeRef): Promise<void> {
    await this.#call(`create volume ${name}`, (abortSignal) =>
      this.#docker.createVolume({ Name: name, Labels: { ...labels }, abortSignal }),
    )
  }

  async removeVolume(name: string): Promise<void> {
    await this.#call(`remove volume ${name}`, (abortSignal) =>
      orGone(this.#docker.getVolume(name).remove({ abortSignal })),
    )
  }

  async startExec(containerId: string, { argv, env, tty }: NewExec): Promise<RunningExec> {
    const size = tty === undefined ? {} : { ConsoleSize: consoleSize(tty) }
    return this.#call(`exec ${argv[0] ?? ''}`, async (abortSignal) => {
      const exec = await this.#docker.getContainer(containerId).exec({
        Cmd: [...argv],
        Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: tty !== undefined,
        DetachKeys: DETACH_KEYS,
        abortSignal,
        ...size,
      })
      // Both requests carry the size: the first program may read it before a resize arrives.
      const options = { hijack: true, stdin: true, Tty: tty !== undefined, abortSignal, ...size }
      const stream = await exec.start(options)
      return new DockerExec(exec, stream, (sinks) => {
        this.#docker.modem.demuxStream(stream, sinks.stdout, sinks.stderr)
      })
    })
  }

  /** Runs one request under a deadline. @throws KindlabError */
  async #call<T>(
    name: string,
    run: (abortSignal: AbortSignal) => Promise<T>,
    deadlineMs = DEFAULT_DEADLINE_MS,
  ): Promise<T> {
    return callDocker({ name, run, deadlineMs })
  }

  /** Runs one request that makes, starts, stops or removes something. */
  async #change<T>(name: string, run: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#call(name, run, CHANGE_DEADLINE_MS)
  }

  /** GET requests for which dockerode accepts no abort signal. */
  #get(path: string, abortSignal: AbortSignal): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const onAnswer = (error: unknown, answer: unknown): void => (error === null ? resolve(answer) : reject(error))
    this.#docker.modem.dial({ path, method: 'GET', abortSignal, statusCodes: { 200: true } }, onAnswer)
    return promise
  }
}

function toFilter(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`)
}
