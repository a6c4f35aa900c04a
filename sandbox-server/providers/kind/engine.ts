/** What the kind provider needs of Docker, and no more. Every call has a deadline of its own and throws KindlabErrors only. */
import type { Duplex } from 'node:stream'

export type Labels = Readonly<Record<string, string>>

export interface Engine {
  /** @throws KindlabError `docker.unavailable` */
  ping(): Promise<void>
  /** Which cgroup version the engine's host has: kubelet must be told of version 1. */
  cgroupVersion(): Promise<1 | 2>
  /** The machine that the engine runs on. */
  host(): Promise<EngineHost>
  /** Labels of an image. @throws KindlabError `sandbox.image_missing` */
  imageLabels(image: string): Promise<Labels>
  /** Containers that carry all these labels, running or not. */
  listContainers(labels: Labels): Promise<ContainerRef[]>
  /** Names of the volumes that a container has mounted; none when it is gone. */
  volumesOf(containerId: string): Promise<string[]>
  /** Stops a container at once and removes it with its anonymous volumes. Removing what is gone is a success. */
  removeContainer(containerId: string): Promise<void>
  limitContainer(containerId: string, limits: ContainerLimits): Promise<void>
  /** Networks that carry all these labels; every network for none. */
  listNetworks(labels: Labels): Promise<NetworkRef[]>
  createNetwork(network: NewNetwork): Promise<'created' | 'subnet_taken'>
  /** Removing what is gone is a success. */
  removeNetwork(name: string): Promise<void>
  /** Volumes that carry all these labels, by name. */
  listVolumes(labels: Labels): Promise<VolumeRef[]>
  createVolume(volume: VolumeRef): Promise<void>
  /** Removing what is gone is a success. */
  removeVolume(name: string): Promise<void>
  /** Starts a process in a running container. @throws KindlabError `sandbox.gone` when the container is not there or does not run. */
  startExec(containerId: string, exec: NewExec): Promise<RunningExec>
}

export interface EngineHost {
  kernel: string
  processors: number
  memoryBytes: number
  /** Where the engine keeps volumes. */
  dataFolder: string
}

export interface ContainerRef {
  id: string
  name: string
  labels: Labels
  isRunning: boolean
}

export interface ContainerLimits {
  memoryBytes: number
  pids: number
}

export interface NetworkRef {
  name: string
  labels: Labels
  subnets: string[]
  createdAtMs: number
}

export interface NewNetwork {
  name: string
  subnet: string
  labels: Labels
}

export interface VolumeRef {
  name: string
  labels: Labels
}

export interface NewExec {
  argv: readonly string[]
  env: Labels
  /** A terminal of this size, or separate stdout and stderr. */
  tty?: { cols: number; rows: number }
}

export interface RunningExec {
  /** Raw bytes both ways: with a terminal the screen's, without one stdout and stderr in Docker's frames. */
  readonly stream: Duplex
  /** Splits the frames of an exec without a terminal. */
  demultiplex(sinks: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream }): void
  /** Before the start and after the end nothing happens. */
  resize(size: { cols: number; rows: number }): Promise<void>
  /** The exit code, undefined while it runs. */
  exitCode(): Promise<number | undefined>
}
