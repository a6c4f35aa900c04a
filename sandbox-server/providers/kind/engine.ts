/** The interface between the kind provider and Docker. Every call has its own deadline and throws only KindlabErrors. */
import type { Duplex } from 'node:stream'

export type Labels = Readonly<Record<string, string>>

export interface Engine {
  /** @throws KindlabError `docker.unavailable` */
  ping(): Promise<void>
  /** Returns properties of the machine that runs the engine. */
  host(): Promise<EngineHost>
  /** @throws KindlabError `sandbox.image_missing` */
  inspectImage(image: string): Promise<ImageRef>
  /** Lists the images that have all these labels. */
  listImages(labels: Labels): Promise<ImageRef[]>
  tagImage(image: string, name: string): Promise<void>
  /** Removes an image, or one of its names. Succeeds without effect when the image is gone or in use. */
  removeImage(image: string): Promise<void>
  /** Lists the containers that have all these labels, running or not. */
  listContainers(labels: Labels): Promise<ContainerRef[]>
  /** Lists the names of a container's volumes; an empty list when the container is gone. */
  volumesOf(containerId: string): Promise<string[]>
  /** Kills a container and removes it with its anonymous volumes. Succeeds when the container is gone. */
  removeContainer(containerId: string): Promise<void>
  /** Creates and starts a container, and returns its id. If the start fails, the caller must remove the container. */
  runContainer(container: NewContainer): Promise<string>
  /** Sends the stop signal, kills the container after a grace period, and returns once it has stopped. Succeeds when it is stopped or gone. */
  stopContainer(containerId: string): Promise<void>
  /** Starts a stopped container. @throws KindlabError `sandbox.gone` */
  startContainer(containerId: string): Promise<void>
  /** Freezes all processes of a running container. Succeeds when it is paused. @throws KindlabError `sandbox.gone` when it is stopped or missing */
  pauseContainer(containerId: string): Promise<void>
  /** Lets the processes of a paused container continue. Succeeds when it is not paused, or gone. */
  unpauseContainer(containerId: string): Promise<void>
  /**
   * Runs one command in a privileged container in the host's network namespace, and removes the container.
   * @throws KindlabError when the command fails
   */
  runOnHost(command: HostCommand): Promise<void>
  /** Makes an image from a container's file system, without its volumes. */
  commitContainer(containerId: string, image: NewImage): Promise<void>
  /** Measures a running container. @throws KindlabError `sandbox.gone` */
  measureContainer(containerId: string): Promise<ContainerUse>
  /** Changes the limits of a running container. */
  limitContainer(containerId: string, limits: ContainerLimits): Promise<void>
  /** Lists the networks that have all these labels. Empty labels match every network. */
  listNetworks(labels: Labels): Promise<NetworkRef[]>
  /** Creates an internal network; returns `subnet_taken` when its subnet overlaps another network. */
  createNetwork(network: NewNetwork): Promise<'created' | 'subnet_taken'>
  /** Removes a network. Succeeds when the network is gone. */
  removeNetwork(name: string): Promise<void>
  /** Lists the volumes that have all these labels. */
  listVolumes(labels: Labels): Promise<VolumeRef[]>
  createVolume(volume: VolumeRef): Promise<void>
  /** Removes a volume. Succeeds when the volume is gone or in use. */
  removeVolume(name: string): Promise<void>
  /** Starts a process in a running container. @throws KindlabError `sandbox.gone` when the container is missing or stopped */
  startExec(containerId: string, exec: NewExec): Promise<RunningExec>
}

export interface EngineHost {
  kernel: string
  processors: number
  memoryBytes: number
  /** Folder on the engine's machine that contains the volumes. */
  dataFolder: string
  /** kubelet needs an extra setting for version 1. */
  cgroupVersion: 1 | 2
  /** False when the kernel lacks CPU bandwidth control. */
  canLimitCpus: boolean
}

export interface ContainerRef {
  id: string
  name: string
  /** Id or name of the image. */
  image: string
  labels: Labels
  /** False while the container is paused. */
  isRunning: boolean
  isPaused: boolean
}

export interface ContainerUse {
  processorSeconds: number
  /** Without the page cache that the kernel can drop. */
  memoryBytes: number
}

export interface ContainerLimits {
  /** Limit for memory and swap together, so that no memory is swapped. */
  memoryBytes: number
  pids: number
  /** Cores, at most those of the host. Ignored when the kernel cannot limit them. */
  cpus: number
}

export interface ImageRef {
  /** `sha256:` and 64 digits. */
  id: string
  /** `name:tag`; an image can have none or several. */
  names: readonly string[]
  labels: Labels
  entrypoint: readonly string[]
}

export interface NewContainer {
  name: string
  image: string
  labels: Labels
  /** Set for a node: a privileged container that runs systemd, as kind creates it. Undefined for a helper container that waits for execs. */
  node?: NewNode
  volumes: readonly NewMount[]
}

export interface NewNode {
  hostname: string
  env: Labels
  network: string
  address: string
  limits: ContainerLimits
  /** Relative share of the processors under contention; Docker's default is 1024. */
  cpuShares: number
}

export interface NewMount {
  target: string
  /** Name of an existing volume. Without it Docker creates an anonymous one with the container's labels. */
  volume?: string
}

export interface HostCommand {
  /** Name of the container. */
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
  /** Name of the network's interface on the host, at most 15 characters. */
  bridge: string
  labels: Labels
  /** Size of the largest packet in bytes. Default 1500. */
  mtu?: number
}

export interface VolumeRef {
  name: string
  labels: Labels
}

export interface NewExec {
  argv: readonly string[]
  env: Labels
  /** Size of the terminal. Without it the process has no terminal, and separate stdout and stderr. */
  tty?: { cols: number; rows: number }
}

export interface RunningExec {
  /** Input and output. Without a terminal, output is stdout and stderr in Docker's multiplexed format. */
  readonly stream: Duplex
  /** Splits the multiplexed output of an exec without a terminal. */
  demultiplex(sinks: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream }): void
  /** Does nothing before the start and after the end. */
  resize(size: { cols: number; rows: number }): Promise<void>
  /** Returns the exit code; undefined while the process runs. */
  exitCode(): Promise<number | undefined>
}
