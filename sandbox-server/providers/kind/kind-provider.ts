import { KindlabError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec } from '#server/providers/provider.ts'
import { clusterConfig } from './cluster-config.ts'
import type { ContainerLimits, ContainerRef, Engine } from './engine.ts'
import { createCluster, type KindCli } from './kind-cli.ts'
import { KindHost } from './kind-host.ts'
import { phaseOfLine } from './kind-progress.ts'
import { KindSandbox, type KindNode } from './kind-sandbox.ts'
import { instanceLabels, KIND_LABEL, objectName, readLabels, sandboxLabels, writeLabels } from './labels.ts'
import { waitUntilReady } from './readiness.ts'
import { removeSandbox } from './removal.ts'
import { createSandboxNetwork } from './sandbox-network.ts'
import { shareKubeconfig } from './share-kubeconfig.ts'

export interface KindProviderOptions {
  engine: Engine
  kind: KindCli
  nodeImage: string
  /** Name of this Kindlab on this machine: objects of another instance are never touched. */
  instance: string
  /** Where the sandboxes' networks are cut from, /24 each. */
  subnetRange: string
  nodeLimits: ContainerLimits
}

export const KIND_DEFAULTS = {
  /** Apart from Docker's own pools (172.17.0.0/12, 192.168.0.0/16) and the cluster's (10.96.0.0/16, 10.244.0.0/16): 256 sandboxes. */
  subnetRange: '10.201.0.0/16',
  /** A control plane takes about 600 MiB and 400 threads; the rest is the learner's. */
  nodeLimits: { memoryBytes: 2 * 2 ** 30, pids: 4096 },
} as const

/** kind then takes this as the address of the API: it asks for a published port otherwise, and an internal network has none. */
const API_ENDPOINT_LABEL = 'desktop.docker.io/ports/6443/tcp'

/** Clusters in Docker, made by the real kind CLI. */
export class KindProvider implements SandboxProvider {
  readonly name = 'kind'
  readonly #options: KindProviderOptions
  readonly #engine: Engine
  readonly #host: KindHost

  constructor(options: KindProviderOptions) {
    this.#options = options
    this.#engine = options.engine
    this.#host = new KindHost(options.engine, options.subnetRange)
  }

  async create(spec: SandboxSpec, options: CreateOptions): Promise<KindSandbox> {
    options.signal.throwIfAborted()
    await this.#requireImage()
    await this.destroy(spec.id)
    try {
      return await this.#boot(spec, options)
    } catch (error) {
      await this.destroy(spec.id)
      throw error
    }
  }

  async list(): Promise<SandboxRef[]> {
    const ours = instanceLabels(this.#options.instance)
    const [networks, containers, readyMarks] = await Promise.all([
      this.#engine.listNetworks(ours),
      this.#engine.listContainers({}),
      this.#engine.listVolumes(ours),
    ])
    return networks.flatMap(({ name, labels, createdAtMs }) => {
      const spec = readLabels(labels)
      if (spec === undefined) return []
      const nodes = containers.filter((container) => container.labels[KIND_LABEL.cluster] === name)
      const isReady = readyMarks.some((mark) => mark.name === name)
      const isComplete = isReady && nodes.length === spec.nodeCount && nodes.every(({ isRunning }) => isRunning)
      return [{ ...spec, isComplete, createdAtMs }]
    })
  }

  async open(id: string): Promise<KindSandbox> {
    const ref = (await this.list()).find((sandbox) => sandbox.id === id)
    if (ref?.isComplete !== true) throw new KindlabError('sandbox.gone', { detail: id })
    return this.#handle(id)
  }

  async destroy(id: string): Promise<void> {
    await removeSandbox({ engine: this.#engine, instance: this.#options.instance, sandboxId: id })
  }

  async ping(): Promise<void> {
    await this.#engine.ping()
  }

  async hostFacts(): Promise<HostFacts> {
    return this.#host.facts()
  }

  async #boot(spec: SandboxSpec, { signal, onPhase }: CreateOptions): Promise<KindSandbox> {
    const { kind, nodeImage, instance, subnetRange, nodeLimits } = this.#options
    const name = objectName(spec.id)
    onPhase('network')
    const cgroupVersion = await this.#engine.cgroupVersion()
    await createSandboxNetwork(this.#engine, { name, range: subnetRange, labels: writeLabels(instance, spec) })
    const config = clusterConfig({ nodeCount: spec.nodeCount, cgroupVersion })
    await createCluster(
      kind,
      { name, image: nodeImage, network: name, config },
      {
        signal,
        onLine: (line) => {
          const phase = phaseOfLine(line)
          if (phase !== undefined) onPhase(phase)
        },
      },
    )
    onPhase('ready')
    const nodes = await this.#nodes(spec.id)
    await Promise.all(nodes.map(({ containerId }) => this.#engine.limitContainer(containerId, nodeLimits)))
    const sandbox = new KindSandbox(spec.id, nodes, this.#engine)
    await Promise.all([shareKubeconfig(sandbox, signal), waitUntilReady(sandbox, signal)])
    signal.throwIfAborted()
    // Labels cannot be added later; this empty volume says that the sandbox was ready once.
    await this.#engine.createVolume({ name, labels: sandboxLabels(instance, spec.id) })
    return sandbox
  }

  async #handle(id: string): Promise<KindSandbox> {
    return new KindSandbox(id, await this.#nodes(id), this.#engine)
  }

  async #nodes(id: string): Promise<KindNode[]> {
    const containers = await this.#engine.listContainers({ [KIND_LABEL.cluster]: objectName(id) })
    return containers.map(toNode).toSorted((left, right) => left.id.localeCompare(right.id))
  }

  async #requireImage(): Promise<void> {
    const { nodeImage } = this.#options
    const labels = await this.#engine.imageLabels(nodeImage)
    if (labels[API_ENDPOINT_LABEL] === undefined) {
      throw new KindlabError('sandbox.image_missing', { detail: `${nodeImage} has no label ${API_ENDPOINT_LABEL}` })
    }
  }
}

function toNode({ id, name, labels }: ContainerRef): KindNode {
  const nodeId: NodeId = labels[KIND_LABEL.role] === 'control-plane' ? 'control-plane' : 'worker'
  return { id: nodeId, name, containerId: id }
}
