import type { Logger } from 'pino'
import type { ClusterFocus, ClusterPod, ClusterView } from '#protocol/cluster.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { type ApiAnswer, probeApi } from './api-probe.ts'
import { joinView } from './join-view.ts'
import { type NodeReading, probeNode } from './node-probe.ts'
import { readPodPath } from './pod-path.ts'
import { readServiceRules } from './service-rules.ts'

export interface WatchClock {
  after(delayMs: number, run: () => void): () => void
}

export interface ClusterWatchOptions {
  sandbox: Sandbox
  clock: WatchClock
  log: Logger
}

export interface Onlooker {
  focus: ClusterFocus
  show(view: ClusterView): void
}

/** From the end of one round to the next: a change shows within 3 s also when a round takes a second. */
const PAUSE_MS = 1_000
/** When somebody came or looks at something else; not at once, so that a page cannot keep the nodes busy. */
const SHORT_PAUSE_MS = 150

/** Follows one sandbox while somebody looks at it: one round for all onlookers, and each is told only what is new to it. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions
  readonly #onlookers = new Map<Onlooker, string>()
  #stopping: AbortController | undefined
  #isHurried = false
  #endPause: (() => void) | undefined

  constructor(options: ClusterWatchOptions) {
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#onlookers.size === 0
  }

  /** Returns how to stop looking. */
  add(onlooker: Onlooker): () => void {
    this.#onlookers.set(onlooker, '')
    if (this.#stopping === undefined) void this.#follow()
    else this.#hurry()
    return () => {
      this.#onlookers.delete(onlooker)
      if (this.isIdle) this.#stop()
    }
  }

  async #follow(): Promise<void> {
    const stopping = new AbortController()
    this.#stopping = stopping
    while (!stopping.signal.aborted) {
      this.#isHurried = false
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await this.#round(stopping.signal)
      // oxlint-disable-next-line no-await-in-loop
      if (!this.#isHurried) await this.#pause(PAUSE_MS, stopping.signal)
      // oxlint-disable-next-line no-await-in-loop
      if (this.#isHurried) await this.#pause(SHORT_PAUSE_MS, stopping.signal)
    }
  }

  #hurry(): void {
    this.#isHurried = true
    this.#endPause?.()
  }

  #stop(): void {
    this.#stopping?.abort()
    this.#stopping = undefined
    this.#endPause?.()
  }

  async #pause(durationMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(durationMs, resolve)
      this.#endPause = () => {
        cancel()
        resolve()
      }
    })
    this.#endPause = undefined
  }

  async #round(signal: AbortSignal): Promise<void> {
    try {
      const view = await this.#look(signal)
      for (const onlooker of this.#onlookers.keys()) {
        // oxlint-disable-next-line no-await-in-loop -- a page or two
        await this.#tell(onlooker, view, signal)
      }
    } catch (error) {
      if (!signal.aborted) this.#options.log.error({ err: error }, 'cluster_view.failed')
    }
  }

  async #look(signal: AbortSignal): Promise<ClusterView> {
    const { sandbox } = this.#options
    const probes = sandbox.nodes.map((node) =>
      unlessSilent<NodeReading | undefined>(probeNode(sandbox, node, signal), () => undefined),
    )
    const [api, ...readings] = await Promise.all([unlessSilent(probeApi(sandbox, signal), apiSilent), ...probes])
    return joinView({ nodes: sandbox.nodes, readings: readings.filter((reading) => reading !== undefined), api })
  }

  async #tell(onlooker: Onlooker, whole: ClusterView, signal: AbortSignal): Promise<void> {
    const view = { ...whole, ...(await this.#lookCloser(onlooker.focus, whole, signal)) }
    const text = JSON.stringify(view)
    const before = this.#onlookers.get(onlooker)
    if (before === undefined || before === text) return
    this.#onlookers.set(onlooker, text)
    onlooker.show(view)
  }

  async #lookCloser(
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
        : unlessSilent(readServiceRules(sandbox, node.id, found, signal), () => null),
      from === undefined || to === undefined
        ? null
        : unlessSilent(readPodPath(sandbox, { from, to }, signal), () => null),
    ])
    return { rules, path }
  }
}

function apiSilent(error: KindlabError): ApiAnswer {
  return { ok: false, problem: error.entry.message }
}

/** A node that does not answer is something to show, not a failure of the view. */
async function unlessSilent<T>(answer: Promise<T>, silent: (error: KindlabError) => T): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof KindlabError) return silent(error)
    throw error
  }
}
