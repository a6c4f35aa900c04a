import type { Duplex } from 'node:stream'
// oxlint-disable-next-line no-restricted-imports -- the one file that speaks to Docker
import Docker from 'dockerode'
import * as z from 'zod'
import { KindlabError } from '#protocol/errors.ts'
import { callDocker } from './docker-call.ts'
import { dockerStatus, messageOf } from './docker-errors.ts'
import { parseDockerHost } from './docker-host.ts'
import type { ContainerLimits, ContainerRef, Engine, Labels, NetworkRef, NewExec, NewNetwork } from './engine.ts'
import type { EngineHost, RunningExec, VolumeRef } from './engine.ts'

/** Docker holds back the beginning of this sequence when it is typed: so it is one that nobody types. Its default would hold back Ctrl-P. */
const DETACH_KEYS = 'ctrl-@,ctrl-^,ctrl-@,ctrl-^'
/** Stopping a node that is busy takes Docker longer than answering a question. */
const REMOVE_DEADLINE_MS = 60_000

const HostInfo = z.object({
  KernelVersion: z.string(),
  NCPU: z.number(),
  MemTotal: z.number(),
  DockerRootDir: z.string(),
})

/** Docker through dockerode: the only file that imports it. */
export class DockerEngine implements Engine {
  readonly #docker: Docker

  constructor(dockerHost: string | undefined) {
    this.#docker = new Docker(parseDockerHost(dockerHost))
  }

  async ping(): Promise<void> {
    await callDocker({ name: 'ping', deadlineMs: 5_000, run: () => this.#docker.ping() })
  }

  async cgroupVersion(): Promise<1 | 2> {
    const info: unknown = await callDocker({ name: 'info', run: () => this.#docker.info() })
    const isOne = typeof info === 'object' && info !== null && 'CgroupVersion' in info && info.CgroupVersion === '1'
    return isOne ? 1 : 2
  }

  async host(): Promise<EngineHost> {
    const info: unknown = await callDocker({ name: 'info', run: () => this.#docker.info() })
    const { KernelVersion, NCPU, MemTotal, DockerRootDir } = HostInfo.parse(info)
    return { kernel: KernelVersion, processors: NCPU, memoryBytes: MemTotal, dataFolder: DockerRootDir }
  }

  async imageLabels(image: string): Promise<Labels> {
    return callDocker({
      name: `inspect image ${image}`,
      run: async () => {
        try {
          return (await this.#docker.getImage(image).inspect()).Config.Labels ?? {}
        } catch (error) {
          if (dockerStatus(error) === 404)
            throw new KindlabError('sandbox.image_missing', { detail: image, cause: error })
          throw error
        }
      },
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

  async limitContainer(containerId: string, { memoryBytes, pids }: ContainerLimits): Promise<void> {
    const limits = { Memory: memoryBytes, MemorySwap: memoryBytes, PidsLimit: pids }
    await callDocker({
      name: `limit container ${containerId}`,
      run: (abortSignal) => this.#docker.getContainer(containerId).update({ ...limits, abortSignal }),
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

  async createNetwork({ name, subnet, labels }: NewNetwork): Promise<'created' | 'subnet_taken'> {
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
            Options: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
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
        const options = { hijack: true, stdin: true, Tty: tty !== undefined, ...size }
        return new DockerExec(this.#docker, exec, await exec.start(options))
      },
    })
  }
}

class DockerExec implements RunningExec {
  readonly stream: Duplex
  readonly #docker: Docker
  readonly #exec: Docker.Exec

  constructor(docker: Docker, exec: Docker.Exec, stream: Duplex) {
    this.#docker = docker
    this.#exec = exec
    this.stream = stream
  }

  demultiplex({ stdout, stderr }: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream }): void {
    this.#docker.modem.demuxStream(this.stream, stdout, stderr)
  }

  async resize({ cols, rows }: { cols: number; rows: number }): Promise<void> {
    await callDocker({
      name: 'resize exec',
      run: async () => {
        try {
          await this.#exec.resize({ w: cols, h: rows })
        } catch (error) {
          // Before the start, after the end, and in between: Docker answers 404, 409 or 500.
          if (dockerStatus(error) === undefined) throw error
        }
      },
    })
  }

  async exitCode(): Promise<number | undefined> {
    const { Running, ExitCode } = await callDocker({
      name: 'inspect exec',
      run: (abortSignal) => this.#exec.inspect({ abortSignal }),
    })
    return Running ? undefined : (ExitCode ?? undefined)
  }
}

function toFilter(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`)
}

function consoleSize({ cols, rows }: { cols: number; rows: number }): [number, number] {
  return [rows, cols]
}

async function orGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    // 409: somebody else is removing it just now.
    if (dockerStatus(error) === 404 || dockerStatus(error) === 409) return undefined
    throw error
  }
}
