/** Of each lesson the first step that has checks of its own, proved briefly, on a few clusters that lessons share. */
import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/errors.ts'
import type { Lesson, Script, Step } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import { proveBriefly } from '#scripts/course-brief-proof.ts'
import { workSideBySide } from '#scripts/course-jobs.ts'
import type { Patience } from '#scripts/course-looks.ts'
import type { StepProof } from '#scripts/course-proof.ts'
import { asFailure, resultOf, type CourseTestOptions } from '#scripts/course-test.ts'
import { formatDuration } from '#scripts/setup/format-duration.ts'

export interface FirstStepsOptions extends Omit<CourseTestOptions, 'jobs'> {
  /** Side by side; each takes the next lesson when it is free. */
  clusters: number
}

/** Where a lesson before may be the reason, a fresh cluster is the quicker answer than patience. */
const SHARED_DEADLINE_MS = 30_000

/** Lessons like the same names, and the labels of one select the Pods of another. */
const SWEEP: Script = {
  path: 'sweep',
  node: 'control-plane',
  source: `set -eu
kubectl delete deployments,daemonsets,pods --all --now --timeout=30s
kubectl delete services -l component!=apiserver
`,
}

export async function proveFirstSteps(lessons: readonly Lesson[], options: FirstStepsOptions): Promise<StepProof[]> {
  const { provider, signal, progress, clusters } = options
  const firsts = lessons.flatMap((lesson) => {
    const step = lesson.steps.find(({ checks, from }) => checks.length > 0 && from === undefined)
    return step === undefined ? [] : [{ lesson, step }]
  })
  const free: SharedSandbox[] = []
  const prove = async (first: FirstStep): Promise<StepProof> => {
    progress.line(`${first.lesson.moduleId}/${first.lesson.id} ${first.step.id}`)
    const shared = free.pop() ?? new SharedSandbox(provider, signal)
    const proof = await proveOn(shared, first, options).finally(() => free.push(shared))
    progress.note(`${proof.lesson}: ${proof.step} ${resultOf(proof)} (${formatDuration(proof.durationMs)})`)
    return proof
  }
  try {
    return await workSideBySide(firsts, clusters, prove)
  } finally {
    await Promise.all(free.map((shared) => shared.remove()))
  }
}

interface FirstStep {
  lesson: Lesson
  step: Step
}

/** What other lessons have left in the cluster may be the reason, so only a fresh one condemns. */
async function proveOn(shared: SharedSandbox, first: FirstStep, options: FirstStepsOptions): Promise<StepProof> {
  const patience = options.proof.patience.solved
  if (shared.isUsed) {
    const deadlineMs = Math.min(SHARED_DEADLINE_MS, patience.deadlineMs)
    const proof = await attempt(shared, first, { ...patience, deadlineMs })
    if (proof.findings.length === 0) return proof
    await shared.remove()
  }
  return attempt(shared, first, patience)
}

async function attempt(shared: SharedSandbox, { lesson, step }: FirstStep, patience: Patience): Promise<StepProof> {
  const startedAt = performance.now()
  try {
    const sandbox = await shared.borrow()
    const { signal } = shared
    const proof = await proveBriefly({ sandbox, lesson, step, signal }, patience)
    // A lesson may end with a node that is down.
    if ((await changeSandbox({ sandbox, script: SWEEP, signal })) !== undefined) await shared.remove()
    return proof
  } catch (error) {
    shared.signal.throwIfAborted()
    if (!(error instanceof KindlabError)) throw error
    return asFailure(`${lesson.moduleId}/${lesson.id}`, error, performance.now() - startedAt)
  }
}

class SharedSandbox {
  readonly #provider: SandboxProvider
  readonly signal: AbortSignal
  #id: string | undefined
  #sandbox: Sandbox | undefined

  constructor(provider: SandboxProvider, signal: AbortSignal) {
    this.#provider = provider
    this.signal = signal
  }

  get isUsed(): boolean {
    return this.#sandbox !== undefined
  }

  /** Two nodes: what needs one only does not mind the other. */
  async borrow(): Promise<Sandbox> {
    if (this.#sandbox !== undefined) return this.#sandbox
    const id = randomBytes(8).toString('hex')
    this.#id = id
    const spec = { id, nodeCount: 2, labId: 'course-test', generation: 1 } as const
    this.#sandbox = await this.#provider.create(spec, { signal: this.signal, onPhase: () => undefined })
    return this.#sandbox
  }

  async remove(): Promise<void> {
    const id = this.#id
    this.#id = undefined
    this.#sandbox = undefined
    if (id !== undefined) await this.#provider.destroy(id)
  }
}
