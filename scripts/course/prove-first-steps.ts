/** Proves the first step with own checks of each lesson, in the short form, on a few clusters that lessons share. */
import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Lesson, Script, Step } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import { disturbShells } from './disturb-shells.ts'
import { proveBriefly } from './prove-briefly.ts'
import { runConcurrently } from './run-concurrently.ts'
import type { Patience } from './check-rounds.ts'
import type { StepProof } from './prove-step.ts'
import { asFailure, resultOf, type CourseTestOptions } from './test-lessons.ts'
import { formatDuration } from '#scripts/setup/format-duration.ts'

export interface FirstStepsOptions extends Omit<CourseTestOptions, 'jobs'> {
  /** Number of clusters in use at a time. */
  clusters: number
}

/** Time limit on a used cluster. An earlier lesson can cause a failure there, so a fresh cluster decides sooner than a long wait. */
const SHARED_DEADLINE_MS = 30_000

/** Removes the objects of a lesson, and opens its nodes: lessons use the same names, and labels of one select the Pods of another. */
const SWEEP: Script = {
  path: 'sweep',
  node: 'control-plane',
  source: `set -eu
kubectl delete deployments,daemonsets,pods --all --now --timeout=30s
kubectl delete services -l component!=apiserver
kubectl uncordon -l kubernetes.io/os=linux
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
    return await runConcurrently(firsts, clusters, prove)
  } finally {
    await Promise.all(free.map((shared) => shared.remove()))
  }
}

interface FirstStep {
  lesson: Lesson
  step: Step
}

/** A failure counts only on a fresh cluster, since objects of earlier lessons can cause it on a used one. */
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
    const disturbed = await disturbShells(sandbox, signal)
    if (disturbed !== undefined) throw new KindlabError('sandbox.boot_failed', { detail: disturbed })
    const proof = await proveBriefly({ sandbox, lesson, step, signal }, patience)
    // Fails if the lesson leaves a stopped node: the cluster is not usable then.
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

  /** Creates a cluster of two nodes on first use. Lessons for one node run on it too. */
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
