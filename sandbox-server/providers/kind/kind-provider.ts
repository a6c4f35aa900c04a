import { KindlabError } from '#protocol/kindlab-error.ts'
import type { HostFacts } from '#server/providers/host-facts.ts'
import type { CreateOptions, SandboxProvider, SandboxRef, SandboxSpec, SandboxUse } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import { bootWithKind, type KindBoot } from './boot-with-kind.ts'
import type { Engine } from './engine.ts'
import { bootClone } from './golden/clone.ts'
import { findGolden } from './golden/golden-image.ts'
import { freezeSandbox, thawSandbox } from './freezing.ts'
import { KindHost } from './kind-host.ts'
import { KindSandbox, listNodes } from './kind-sandbox.ts'
import { instanceLabels, KIND_LABEL, objectName, readLabels, sandboxLabels } from './labels.ts'
import { measureSandboxes } from './measure-use.ts'
import { removeSandbox } from './removal.ts'
import { listLeftovers } from './leftovers.ts'
import { hasLostSeal, sealNetwork } from './sandbox-network.ts'
import { resumeSandbox, suspendSandbox } from './suspension.ts'

export interface KindProviderOptions extends KindBoot {
  /** Called with the reason when a cluster is made by kind because there is no golden state to clone. */
  onFallback?: (reason: string) => void
  clock?: Clock
}

export const KIND_DEFAULTS = {
  /** For 256 sandboxes. Overlaps neither Docker's pools (172.17.0.0/12, 192.168.0.0/16) nor the clusters' (10.96.0.0/16, 10.244.0.0/16). */
  subnetRange: '10.201.0.0/16',
  /** A control plane uses about 600 MiB and 400 threads, and two cores while it starts. The learner has the rest. */
  nodeLimits: { memoryBytes: 2 * 2 ** 30, pids: 4096, cpus: 2, diskGib: 8 },
} as const

/** With this label kind uses its value as the API server's address. Without it kind needs a published port, which an internal network lacks. */
const API_ENDPOINT_LABEL = 'desktop.docker.io/ports/6443/tcp'

/** Runs clusters in Docker: clones of a golden state, or clusters that the kind CLI makes one by one. */
export class KindProvider implements SandboxProvider {
  readonly name = 'kind'
  readonly capabilities = { canSuspend: true, canFreeze: true, isPooled: true }
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
    // The network is created first and removed last, so without it no leftovers of an earlier attempt exist.
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
    const sandboxes = networks.flatMap(({ name, labels, createdAtMs }) => {
      const spec = readLabels(labels)
      if (spec === undefined) return []
      const nodes = containers.filter((container) => container.labels[KIND_LABEL.cluster] === name)
      const isReady = readyMarks.some((mark) => mark.name === name)
      const isWhole = nodes.length === spec.nodeCount && nodes.every(({ isRunning, isPaused }) => isRunning || isPaused)
      const isFrozen = nodes.some(({ isPaused }) => isPaused)
      const isMissingNode = isReady && nodes.length < spec.nodeCount
      return [{ ...spec, isComplete: isReady && isWhole, isMissingNode, isFrozen, createdAtMs }]
    })
    return [...sandboxes, ...listLeftovers(this.#options.instance, [...containers, ...readyMarks], sandboxes)]
  }

  async open(id: string): Promise<KindSandbox> {
    const ref = (await this.list()).find((sandbox) => sandbox.id === id)
    if (ref?.isComplete !== true) throw new KindlabError('sandbox.gone', { detail: id })
    const name = objectName(id)
    if (await hasLostSeal(name)) {
      const { instance, nodeImage: image } = this.#options
      await sealNetwork(this.#engine, { name, image, labels: sandboxLabels(instance, id) })
    }
    return new KindSandbox(id, await listNodes(this.#engine, name), this.#engine)
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
    // A late removal, requested by an earlier server process, may have removed the mark.
    await this.#markReady(id)
    return sandbox
  }

  async freeze(id: string, signal: AbortSignal): Promise<void> {
    await freezeSandbox(this.#engine, id, signal)
  }

  async thaw(id: string, onRunning: () => void): Promise<void> {
    await thawSandbox(this.#engine, id, onRunning)
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

  async measureUse(): Promise<SandboxUse[]> {
    const refs = await this.list()
    return measureSandboxes(this.#engine, refs)
  }

  async close(): Promise<void> {
    // Clusters and their shells outlive the server.
  }

  /** Clones the golden state if there is one, because a clone boots in a fraction of the time. */
  async #boot(spec: SandboxSpec, options: CreateOptions): Promise<KindSandbox> {
    const golden = await findGolden(this.#engine, this.#options.nodeImage, Date.now())
    if (golden.state === 'ready') return bootClone({ ...this.#options, image: golden.image }, spec, options)
    this.#options.onFallback?.(golden.reason)
    return bootWithKind(this.#options, spec, options)
  }

  /** Creates an empty volume that marks the sandbox as ready. Docker cannot add a label to an existing network. */
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
