// oxlint-disable-next-line no-restricted-imports -- the one file that speaks to Docker
import Docker from 'dockerode'
import * as z from 'zod'
import { KindlabError } from '#protocol/errors.ts'
import { callDocker } from './docker-call.ts'
import { containerRequest, limitsRequest } from './container-request.ts'
import { dockerStatus, messageOf, orGone, orUnchanged } from './docker-errors.ts'
import { consoleSize, DockerExec } from './docker-exec.ts'
import { parseDockerHost } from './docker-host.ts'
import { toHost, toImage } from './docker-info.ts'
import type { ContainerLimits, ContainerRef, Engine, EngineHost, ImageRef, Labels, NetworkRef } from './engine.ts'
import type { HostCommand, NewContainer, NewExec, NewImage, NewNetwork, RunningExec, VolumeRef } from './engine.ts'

/** Docker holds back the beginning of this sequence when it is typed: so it is one that nobody types. Its default would hold back Ctrl-P. */
const DETACH_KEYS = 'ctrl-@,ctrl-^,ctrl-@,ctrl-^'
/** Stopping a node that is busy takes Docker longer than answering a question. */
const REMOVE_DEADLINE_MS = 60_000
/** systemd and etcd end in two or three; who does not listen is ended then. */
const STOP_PATIENCE_SECONDS = 15
/** A gigabyte is written, on a disk that others write to. */
const COMMIT_DEADLINE_MS = 600_000

const Ended = z.object({ StatusCode: z.number() })

/** Docker through dockerode: the only file that imports it. */
export class DockerEngine implements Engine {
  readonly #docker: Docker
  /** What a host has does not change while it runs. */
  #knownHost: EngineHost | undefined

  constructor(dockerHost: string | undefined) {
    this.#docker = new Docker(parseDockerHost(dockerHost))
  }

  async ping(): Promise<void> {
    await callDocker({ name: 'ping', deadlineMs: 5_000, run: (abortSignal) => this.#get('/_ping', abortSignal) })
  }

  async host(): Promise<EngineHost> {
    this.#knownHost ??= toHost(
      await callDocker({ name: 'info', run: (abortSignal) => this.#get('/info', abortSignal) }),
    )
    return this.#knownHost
  }

  async inspectImage(image: string): Promise<ImageRef> {
    return callDocker({
      name: `inspect image ${image}`,
      run: async (abortSignal) => {
        try {
          return toImage(await this.#get(`/images/${image}/json`, abortSignal))
        } catch (error) {
          if (dockerStatus(error) === 404)
            throw new KindlabError('sandbox.image_missing', { detail: image, cause: error })
          throw error
        }
      },
    })
  }

  async listImages(labels: Labels): Promise<ImageRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await callDocker({
      name: 'list images',
      run: (abortSignal) => this.#docker.listImages({ filters, abortSignal }),
    })
    return Promise.all(found.map(({ Id }) => this.inspectImage(Id)))
  }

  async tagImage(image: string, name: string): Promise<void> {
    const [repo = '', tag = 'latest'] = name.split(':')
    await callDocker({
      name: `tag image ${name}`,
      run: (abortSignal) => this.#docker.getImage(image).tag({ repo, tag, abortSignal }),
    })
  }

  async removeImage(image: string): Promise<void> {
    await callDocker({
      name: `remove image ${image}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: (abortSignal) => orGone(this.#docker.getImage(image).remove({ abortSignal })),
    })
  }

  async listContainers(labels: Labels): Promise<ContainerRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await callDocker({
      name: 'list containers',
      run: (abortSignal) => this.#docker.listContainers({ all: true, filters, abortSignal }),
    })
    return found.map((container) => ({
      id: container.Id,
      name: container.Names[0]?.slice(1) ?? container.Id,
      image: container.ImageID,
      labels: container.Labels,
      isRunning: container.State === 'running',
    }))
  }

  async volumesOf(containerId: string): Promise<string[]> {
    const inspected = await callDocker({
      name: `inspect container ${containerId}`,
      run: (abortSignal) => orGone(this.#docker.getContainer(containerId).inspect({ abortSignal })),
    })
    return (inspected?.Mounts ?? []).flatMap(({ Type, Name }) =>
      Type === 'volume' && Name !== undefined ? [Name] : [],
    )
  }

  async removeContainer(containerId: string): Promise<void> {
    await callDocker({
      name: `remove container ${containerId}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: (abortSignal) =>
        orGone(this.#docker.getContainer(containerId).remove({ force: true, v: true, abortSignal })),
    })
  }

  async runContainer(container: NewContainer): Promise<string> {
    const host = await this.host()
    return callDocker({
      name: `run container ${container.name}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: async (abortSignal) => {
        const made = await this.#docker.createContainer({ ...containerRequest(container, host), abortSignal })
        await made.start({ abortSignal })
        return made.id
      },
    })
  }

  async stopContainer(containerId: string): Promise<void> {
    await callDocker({
      name: `stop container ${containerId}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: (abortSignal) =>
        orGone(orUnchanged(this.#docker.getContainer(containerId).stop({ t: STOP_PATIENCE_SECONDS, abortSignal }))),
    })
  }

  async startContainer(containerId: string): Promise<void> {
    await callDocker({
      name: `start container ${containerId}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: (abortSignal) => orUnchanged(this.#docker.getContainer(containerId).start({ abortSignal })),
    })
  }

  async runOnHost({ name, image, labels, argv: [program, ...args] }: HostCommand): Promise<void> {
    await callDocker({
      name: `run ${name}`,
      deadlineMs: REMOVE_DEADLINE_MS,
      run: async (abortSignal) => {
        const HostConfig = { Privileged: true, NetworkMode: 'host' }
        const options = { name, Image: image, Labels: { ...labels }, Entrypoint: program, Cmd: args, HostConfig }
        const container = await this.#docker.createContainer({ ...options, abortSignal })
        await container.start({ abortSignal })
        const { StatusCode } = Ended.parse(await container.wait({ abortSignal }))
        await container.remove({ force: true, abortSignal })
        if (StatusCode !== 0) throw new Error(`ended with ${StatusCode}`)
      },
    })
  }

  async commitContainer(containerId: string, { name, entrypoint, labels }: NewImage): Promise<void> {
    const [repo, tag] = name.split(':')
    const changes = [
      `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
      'CMD []',
      ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`),
    ]
    await callDocker({
      name: `commit container ${containerId}`,
      deadlineMs: COMMIT_DEADLINE_MS,
      run: (abortSignal) => this.#docker.getContainer(containerId).commit({ repo, tag, changes, abortSignal }),
    })
  }

  async limitContainer(containerId: string, limits: ContainerLimits): Promise<void> {
    const request = limitsRequest(limits, await this.host())
    await callDocker({
      name: `limit container ${containerId}`,
      run: (abortSignal) => this.#docker.getContainer(containerId).update({ ...request, abortSignal }),
    })
  }

  async listNetworks(labels: Labels): Promise<NetworkRef[]> {
    const filters = { label: toFilter(labels) }
    const found = await callDocker({
      name: 'list networks',
      run: (abortSignal) => this.#docker.listNetworks({ filters, abortSignal }),
    })
    return found.map((network) => ({
      name: network.Name,
      labels: network.Labels ?? {},
      subnets: (network.IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet === undefined ? [] : [Subnet])),
      createdAtMs: Date.parse(network.Created),
    }))
  }

  async createNetwork({ name, subnet, bridge, labels, mtu = 1500 }: NewNetwork): Promise<'created' | 'subnet_taken'> {
    return callDocker({
      name: `create network ${name}`,
      run: async (abortSignal) => {
        try {
          await this.#docker.createNetwork({
            Name: name,
            Driver: 'bridge',
            CheckDuplicate: true,
            // No way out, and no address of the host in it: neither the internet nor the host's own services can be reached.
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
          // Docker has no code of its own for this.
          if (dockerStatus(error) === 403 && messageOf(error).includes('overlaps')) return 'subnet_taken'
          throw error
        }
      },
    })
  }

  async removeNetwork(name: string): Promise<void> {
    await callDocker({
      name: `remove network ${name}`,
      run: (abortSignal) => orGone(this.#docker.getNetwork(name).remove({ abortSignal })),
    })
  }

  async listVolumes(labels: Labels): Promise<VolumeRef[]> {
    const filters = { label: toFilter(labels) }
    const { Volumes } = await callDocker({
      name: 'list volumes',
      run: (abortSignal) => this.#docker.listVolumes({ filters, abortSignal }),
    })
    return (Volumes ?? []).map((volume) => ({ name: volume.Name, labels: volume.Labels ?? {} }))
  }

  async createVolume({ name, labels }: VolumeRef): Promise<void> {
    await callDocker({
      name: `create volume ${name}`,
      run: (abortSignal) => this.#docker.createVolume({ Name: name, Labels: { ...labels }, abortSignal }),
    })
  }

  async removeVolume(name: string): Promise<void> {
    await callDocker({
      name: `remove volume ${name}`,
      run: (abortSignal) => orGone(this.#docker.getVolume(name).remove({ abortSignal })),
    })
  }

  async startExec(containerId: string, { argv, env, tty }: NewExec): Promise<RunningExec> {
    const size = tty === undefined ? {} : { ConsoleSize: consoleSize(tty) }
    return callDocker({
      name: `exec ${argv[0] ?? ''}`,
      run: async (abortSignal) => {
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
        // The size goes with both requests: the first program may ask for it before a resize arrives.
        const options = { hijack: true, stdin: true, Tty: tty !== undefined, abortSignal, ...size }
        const stream = await exec.start(options)
        return new DockerExec(exec, stream, (sinks) => {
          this.#docker.modem.demuxStream(stream, sinks.stdout, sinks.stderr)
        })
      },
    })
  }

  /** For questions that dockerode gives no way to cut off. */
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
