import type { Logger } from 'pino'
import type { ClusterFocus, ClusterPod, ClusterView, ServiceRules } from '#protocol/cluster.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import { Loop } from '#server/time/loop.ts'
import { type ApiOutput, probeApi } from './api-probe.ts'
import type { ClusterAnswers } from './cluster-answers.ts'
import { type NodeOutput, probeNode } from './node-probe.ts'
import { readPodPath } from './pod-path.ts'
import { saveRules } from './service-rules.ts'

export interface ClusterWatchOptions {
  sandbox: Sandbox
  answers: ClusterAnswers
  clock: Clock
  log: Logger
}

export interface ClusterViewer {
  focus: ClusterFocus
  onView(view: ClusterView): void
}

/** Pause between two rounds. A change is visible within 3 s, also when a round takes one second. */
const PAUSE_MS = 1_000
/** Pause before the round for a new viewer or a new focus. Without it, a page could keep the nodes busy. */
const SHORT_PAUSE_MS = 150

/** Polls one sandbox while it has viewers. One round serves all viewers, and each viewer gets a view only if it has changed. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions
  /** Each viewer with its last view as JSON. */
  readonly #viewers = new Map<ClusterViewer, string>()
  #stopping: AbortController | undefined
  #loop: Loop | undefined

  constructor(options: ClusterWatchOptions) {
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#viewers.size === 0
  }

  /** Returns the function that removes the viewer. */
  add(viewer: ClusterViewer): () => void {
    this.#viewers.set(viewer, '')
    if (this.#stopping === undefined) this.#start()
    else this.#loop?.requeue(SHORT_PAUSE_MS)
    return () => {
      this.#viewers.delete(viewer)
      if (this.isIdle) this.#stop()
    }
  }

  #start(): void {
    const stopping = new AbortController()
    const run = async (): Promise<number> => {
      await this.#round(stopping.signal)
      return PAUSE_MS
    }
    this.#stopping = stopping
    this.#loop = new Loop({ clock: this.#options.clock, run })
    this.#loop.requeue()
  }

  #stop(): void {
    this.#stopping?.abort()
    this.#stopping = undefined
    this.#loop?.close()
  }

  async #round(signal: AbortSignal): Promise<void> {
    try {
      const view = await this.#readView(signal)
      for (const viewer of this.#viewers.keys()) {
        await this.#update(viewer, view, signal)
      }
    } catch (error) {
      if (!signal.aborted) this.#options.log.error({ err: error }, 'cluster_view.failed')
    }
  }

  async #readView(signal: AbortSignal): Promise<ClusterView> {
    const { sandbox, answers } = this.#options
    const probes = sandbox.nodes.map((node) =>
      unlessSilent<NodeOutput | undefined>(probeNode(sandbox, node, signal), () => undefined),
    )
    const [api, ...outputs] = await Promise.all([unlessSilent(probeApi(sandbox, signal), apiSilent), ...probes])
    const nodes = sandbox.nodes.map(({ id, name }) => ({ id, name }))
    return answers.readView({ nodes, outputs: outputs.filter((output) => output !== undefined), api })
  }

  async #update(viewer: ClusterViewer, overview: ClusterView, signal: AbortSignal): Promise<void> {
    const view = { ...overview, ...(await this.#readFocus(viewer.focus, overview, signal)) }
    const text = JSON.stringify(view)
    const before = this.#viewers.get(viewer)
    if (before === undefined || before === text) return
    this.#viewers.set(viewer, text)
    viewer.onView(view)
  }

  async #readFocus(
    { service, pair }: ClusterFocus,
    { services, pods, nodes }: ClusterView,
    signal: AbortSignal,
  ): Promise<Pick<ClusterView, 'rules' | 'path'>> {
    const { sandbox } = this.#options
    const found = services.find(({ key }) => key === service)
    const node = nodes.find(({ isAnswering }) => isAnswering)
    const podOf = (key: string | undefined): ClusterPod | undefined => pods.find((pod) => pod.key === key)
    const [from, to] = [podOf(pair?.from), podOf(pair?.to)]
    const [rules, path] = await Promise.all([
      found === undefined || node === undefined
        ? null
        : unlessSilent(this.#readRules(node.id, found.key, signal), () => null),
      from === undefined || to === undefined
        ? null
        : unlessSilent(readPodPath(sandbox, { from, to }, signal), () => null),
    ])
    return { rules, path }
  }

  async #readRules(node: NodeId, service: string, signal: AbortSignal): Promise<ServiceRules> {
    const { sandbox, answers } = this.#options
    const saved = await saveRules(sandbox, node, signal)
    return { service, node, chains: await answers.followRules(saved, service) }
  }
}

function apiSilent(error: KindlabError): ApiOutput {
  return { ok: false, problem: error.entry.message }
}

/** A node that does not answer is part of the view, not a failure of it. */
async function unlessSilent<T>(answer: Promise<T>, silent: (error: KindlabError) => T): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof KindlabError) return silent(error)
    throw error
  }
}
