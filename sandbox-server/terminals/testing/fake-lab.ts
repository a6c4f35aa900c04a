import type { RunBlock } from '#course/model.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { LabView } from '#protocol/views.ts'
import type { LabEvent, LabSession } from '#server/model/lab-session.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const BASE = { module: 'the-node', lesson: 'first', createdAt: 1, generation: 1 }

/** A lab with a sandbox of any provider. The test changes its state. */
export class FakeLab implements LabSession {
  readonly labId: string
  readonly learnerId: string
  readonly endedCommands: { node: NodeId; exitCode: number | undefined }[] = []
  readonly requestedChecks: (string | undefined)[] = []
  readonly runBlocks = new Map<string, RunBlock>()
  touches = 0
  isAdopted = true
  isExam = false
  #sandbox: Sandbox | undefined
  #view: LabView
  readonly #listeners = new Set<(event: LabEvent) => void>()

  constructor(sandbox: Sandbox | undefined, labId = 'lab-1') {
    this.labId = labId
    this.learnerId = `learner-of-${labId}`
    this.#sandbox = sandbox
    this.#view = this.#makeView(sandbox)
  }

  get listenerCount(): number {
    return this.#listeners.size
  }

  view(): LabView {
    return this.#view
  }

  sandbox(): Sandbox | undefined {
    return this.#sandbox
  }

  subscribe(listener: (event: LabEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  findRunBlock(blockId: string): RunBlock | undefined {
    return this.runBlocks.get(blockId)
  }

  commandEnded(command: { node: NodeId; exitCode: number | undefined }): void {
    this.endedCommands.push(command)
  }

  requestChecks(step?: string): void {
    this.requestedChecks.push(step)
  }

  touch(): void {
    this.touches += 1
  }

  /** How many visible pages show the lab. */
  shownBy = 0

  show(): () => void {
    this.shownBy += 1
    return () => {
      this.shownBy -= 1
    }
  }

  /** Replaces the cluster by a fresh one, or removes it. */
  replaceSandbox(sandbox: Sandbox | undefined): void {
    this.#sandbox = sandbox
    this.emitView(this.#makeView(sandbox))
  }

  finish(state: 'ending' | 'ended'): void {
    this.#sandbox = undefined
    const base = { ...BASE, id: this.labId }
    this.emitView(state === 'ending' ? { ...base, state } : { ...base, state, reason: 'learner' })
  }

  emitView(view: LabView): void {
    this.#view = view
    this.emit({ type: 'lab', view })
  }

  emit(event: LabEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #makeView(sandbox: Sandbox | undefined): LabView {
    const base = { ...BASE, id: this.labId, phases: [] }
    if (sandbox === undefined) return { ...base, state: 'creating' }
    return { ...base, state: 'ready', nodes: [...sandbox.nodes], readyAt: 2, expiresAt: 3, leaseMs: 3 }
  }
}
