import { KindlabError } from '#protocol/errors.ts'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec } from '#server/providers/provider.ts'
import type { Clock } from '#server/terminals/clock.ts'
import { bootWithKind, type KindBoot } from './boot-with-kind.ts'
import { listNodes } from './cluster-nodes.ts'
import type { Engine } from './engine.ts'
import { bootClone } from './golden/boot-clone.ts'
import { findGolden } from './golden/golden-image.ts'
import { KindHost } from './kind-host.ts'
import { KindSandbox } from './kind-sandbox.ts'
import { instanceLabels, KIND_LABEL, objectName, readLabels, sandboxLabels } from './labels.ts'
import { removeSandbox } from './removal.ts'
import { listScraps } from './scraps.ts'
import { resumeSandbox, suspendSandbox } from './suspension.ts'

export interface KindProviderOptions extends KindBoot {
  /** Told why a cluster is made by kind from the ground up, where a clone would be quicker. */
  onFallback?: (reason: string) => void
  clock?: Clock
}

export const KIND_DEFAULTS = {
  /** Apart from Docker's own pools (172.17.0.0/12, 192.168.0.0/16) and the cluster's (10.96.0.0/16, 10.244.0.0/16): 256 sandboxes. */
  subnetRange: '10.201.0.0/16',
  /** A control plane takes about 600 MiB and 400 threads, and two cores while it starts; the rest is the learner's. */
  nodeLimits: { memoryBytes: 2 * 2 ** 30, pids: 4096, cpus: 2, diskGib: 8 },
} as const

/** kind then takes this as the address of the API: it asks for a published port otherwise, and an internal network has none. */
const API_ENDPOINT_LABEL = 'desktop.docker.io/ports/6443/tcp'

/** Clusters in Docker: clones of one that the real kind CLI has made, or made by it one by one. */
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
    // Made first and removed last: without a network nothing is left of an earlier try.
    const networks = await this.#engine.listNetworks(sandboxLabels(this.#options.instance, spec.id))
    if (networks.length > 0) await this.destroy(spec.id)
    try {
      const sandbox = await this.#boot(spec, options)
      options.signal.throwIfAborted()
      await this.#markReady(spec.id)
      return sandbox
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
    const whole = networks.flatMap(({ name, labels, createdAtMs }) => {
      const spec = readLabels(labels)
      if (spec === undefined) return []
      const nodes = containers.filter((container) => container.labels[KIND_LABEL.cluster] === name)
      const isReady = readyMarks.some((mark) => mark.name === name)
      const isComplete = isReady && nodes.length === spec.nodeCount && nodes.every(({ isRunning }) => isRunning)
      return [{ ...spec, isComplete, createdAtMs }]
    })
    return [...whole, ...listScraps(this.#options.instance, [...containers, ...readyMarks], whole)]
  }

  async open(id: string): Promise<KindSandbox> {
    const ref = (await this.list()).find((sandbox) => sandbox.id === id)
    if (ref?.isComplete !== true) throw new KindlabError('sandbox.gone', { detail: id })
    return new KindSandbox(id, await listNodes(this.#engine, objectName(id)), this.#engine)
  }

  async suspend(id: string): Promise<void> {
    await suspendSandbox(this.#engine, id)
  }

  async resume(id: string, options: CreateOptions): Promise<KindSandbox> {
    const ref = (await this.list()).find((sandbox) => sandbox.id === id)
    if (ref === undefined) throw new KindlabError('sandbox.gone', { detail: id })
    const { instance, nodeImage: image } = this.#options
    const { nodeCount } = ref
    const sandbox = await resumeSandbox({ engine: this.#engine, instance, image, sandboxId: id, nodeCount }, options)
    // A removal that a server before us had asked for may have come late, and taken the mark of this one.
    await this.#markReady(id)
    return sandbox
  }

  async destroy(id: string): Promise<void> {
    const { instance, clock } = this.#options
    await removeSandbox({ engine: this.#engine, instance, sandboxId: id, clock })
  }

  async ping(): Promise<void> {
    await this.#engine.ping()
  }

  async recipe(): Promise<string> {
    return (await this.#engine.inspectImage(this.#options.nodeImage)).id
  }

  async hostFacts(): Promise<HostFacts> {
    return this.#host.facts()
  }

  async close(): Promise<void> {
    // Clusters and their shells are Docker's.
  }

  /** From the golden state where there is one: a clone is there in a fraction of the time. */
  async #boot(spec: SandboxSpec, options: CreateOptions): Promise<KindSandbox> {
    const golden = await findGolden(this.#engine, this.#options.nodeImage, Date.now())
    if (golden.state === 'ready') return bootClone({ ...this.#options, image: golden.image }, spec, options)
    this.#options.onFallback?.(golden.reason)
    return bootWithKind(this.#options, spec, options)
  }

  /** Labels cannot be added to a network; this empty volume says that the sandbox was ready once. */
  async #markReady(id: string): Promise<void> {
    const labels = sandboxLabels(this.#options.instance, id)
    await this.#engine.createVolume({ name: objectName(id), labels })
  }

  async #requireImage(): Promise<void> {
    const { nodeImage } = this.#options
    const { labels } = await this.#engine.inspectImage(nodeImage)
    if (labels[API_ENDPOINT_LABEL] === undefined) {
      throw new KindlabError('sandbox.image_missing', { detail: `${nodeImage} has no label ${API_ENDPOINT_LABEL}` })
    }
  }
}
