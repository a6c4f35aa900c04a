/** What the kind provider needs of Docker, and no more. Every call has a deadline of its own and throws KindlabErrors only. */
import type { Duplex } from 'node:stream'

export type Labels = Readonly<Record<string, string>>

export interface Engine {
  /** @throws KindlabError `docker.unavailable` */
  ping(): Promise<void>
  /** The machine that the engine runs on. */
  host(): Promise<EngineHost>
  /** @throws KindlabError `sandbox.image_missing` */
  inspectImage(image: string): Promise<ImageRef>
  /** Images that carry all these labels. */
  listImages(labels: Labels): Promise<ImageRef[]>
  tagImage(image: string, name: string): Promise<void>
  /** Removes an image, or one name of several. One that is gone, or that containers are made from, is left as it is. */
  removeImage(image: string): Promise<void>
  /** Containers that carry all these labels, running or not. */
  listContainers(labels: Labels): Promise<ContainerRef[]>
  /** Names of the volumes that a container has mounted; none when it is gone. */
  volumesOf(containerId: string): Promise<string[]>
  /** Stops a container at once and removes it with its anonymous volumes. Removing what is gone is a success. */
  removeContainer(containerId: string): Promise<void>
  /** Makes a container and starts it; the value is its id. One that could not be started stays and is the caller's to remove. */
  runContainer(container: NewContainer): Promise<string>
  /** Asks what runs in a container to end, and returns once it has, by force if need be. One that is stopped or gone is left as it is. */
  stopContainer(containerId: string): Promise<void>
  /** Starts a stopped container again. @throws KindlabError `sandbox.gone` */
  startContainer(containerId: string): Promise<void>
  /** Runs one command in a privileged container with the host's own network interfaces and cgroups, which is gone afterwards. @throws KindlabError when it fails */
  runOnHost(command: HostCommand): Promise<void>
  /** Makes an image of what a container has written, volumes left out. */
  commitContainer(containerId: string, image: NewImage): Promise<void>
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
  /** kubelet must be told of version 1. */
  cgroupVersion: 1 | 2
  /** False where the kernel was built without bandwidth control. */
  canLimitCpus: boolean
}

export interface ContainerRef {
  id: string
  name: string
  /** By id or name. */
  image: string
  labels: Labels
  isRunning: boolean
}

export interface ContainerLimits {
  /** Memory and swap together, so that nothing is swapped. */
  memoryBytes: number
  pids: number
  /** Cores; as many as there are where the host has fewer, and no limit where its kernel has none. */
  cpus: number
}

export interface ImageRef {
  /** `sha256:` and 64 digits. */
  id: string
  /** `name:tag`, of which an image may have none or several. */
  names: readonly string[]
  labels: Labels
  entrypoint: readonly string[]
}

export interface NewContainer {
  name: string
  image: string
  labels: Labels
  /** A privileged container that systemd can run in, as kind makes its nodes; undefined for one that only waits for execs. */
  node?: NewNode
  volumes: readonly NewMount[]
}

export interface NewNode {
  hostname: string
  env: Labels
  network: string
  address: string
  limits: ContainerLimits
  /** Its share of the processors when others want them too, in proportion to theirs; Docker's own is 1024. */
  cpuShares: number
}

export interface NewMount {
  target: string
  /** A volume that exists; without it a fresh one, with the container's labels, that goes when the container is removed. */
  volume?: string
}

export interface HostCommand {
  /** Of the container. */
  name: string
  image: string
  labels: Labels
  argv: readonly string[]
}

export interface NewImage {
  name: string
  entrypoint: readonly string[]
  labels: Labels
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
  /** Name of its interface on the host, 15 characters at most. */
  bridge: string
  labels: Labels
  /** Bytes of the largest packet; 1500 without it. */
  mtu?: number
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
