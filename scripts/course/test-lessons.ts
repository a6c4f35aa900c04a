/** `course test`: proves every lesson on its own sandbox, several at a time. */
import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Lesson } from '#course/model.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import { disturbShells } from './disturb-shells.ts'
import { EarlySteps } from './early-steps.ts'
import { runConcurrently } from './run-concurrently.ts'
import { proveStep, type ProofOptions, type StepProof } from './prove-step.ts'
import { formatDuration } from '#scripts/setup/format-duration.ts'
import type { Progress } from '#scripts/setup/step-reporter.ts'

export interface CourseTestOptions {
  provider: SandboxProvider
  /** Number of lessons at a time. */
  jobs: number
  proof: ProofOptions
  progress: Pick<Progress, 'line' | 'note'>
  signal: AbortSignal
}

/** Leaves out lessons without checks: they have nothing to prove. */
export async function testLessons(lessons: readonly Lesson[], options: CourseTestOptions): Promise<StepProof[]> {
  const board = new Board(options.progress)
  const checked = lessons.filter(({ steps }) => steps.some(({ checks }) => checks.length > 0))
  // The longest lesson first, so that it does not run alone at the end.
  const queue = checked.toSorted((one, other) => other.steps.length - one.steps.length)
  const proofs = await runConcurrently(queue, options.jobs, (lesson) => testLesson(lesson, options, board))
  return checked.flatMap((lesson) => proofs[queue.indexOf(lesson)] ?? [])
}

/** Steps build on one another: all steps of a lesson are proved in order, on one sandbox, which is removed at the end. */
async function testLesson(lesson: Lesson, options: CourseTestOptions, board: Board): Promise<StepProof[]> {
  const { provider, signal, proof: proofOptions } = options
  const id = randomBytes(8).toString('hex')
  const name = `${lesson.moduleId}/${lesson.id}`
  const proofs: StepProof[] = []
  const startedAt = performance.now()
  try {
    const spec = { id, nodeCount: lesson.nodes, labId: 'course-test', generation: 1 }
    const sandbox = await provider.create(spec, { signal, onPhase: (phase) => board.show(name, `cluster: ${phase}`) })
    board.finish(name, `cluster of ${lesson.nodes} (${formatDuration(performance.now() - startedAt)})`)
    const early = new EarlySteps(lesson, sandbox)
    await early.findAfter(undefined, signal)
    for (const step of lesson.steps.filter(({ checks }) => checks.length > 0)) {
      board.show(name, step.id)
      const disturbed = await disturbShells(sandbox, signal)
      const proved = await proveStep({ sandbox, lesson, step, signal }, proofOptions)
      const before = [...early.findingsOf(step), ...(disturbed === undefined ? [] : [disturbed])]
      const proof = { ...proved, findings: [...before, ...proved.findings] }
      proofs.push(proof)
      await early.findAfter(step, signal)
      board.finish(name, `${step.id} ${resultOf(proof)} (${formatDuration(proof.durationMs)})`)
      for (const finding of proof.findings) board.finish(name, `${step.id}: ${finding}`)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof KindlabError)) throw error
    // Other lessons can still be proved.
    proofs.push(asFailure(name, error, performance.now() - startedAt))
    board.finish(name, `stopped: ${error.message}`)
  } finally {
    await provider.destroy(id).catch((error: unknown) => {
      proofs.push(asFailure(name, error, performance.now() - startedAt))
    })
    board.forget(name)
  }
  return proofs
}

/** The proof of a lesson that a failed cluster has stopped. */
export function asFailure(lesson: string, error: unknown, durationMs: number): StepProof {
  const counts = { checkCount: 0, wrongCount: 0, slowestCheckMs: 0, solvedMs: undefined }
  const { message } = error instanceof Error ? error : new Error(String(error))
  const detail = error instanceof KindlabError && error.detail !== undefined ? ` (${error.detail})` : ''
  return { lesson, step: '-', ...counts, durationMs, findings: [`could not continue: ${message}${detail}`] }
}

export function resultOf({ findings }: StepProof): string {
  return findings.length === 0 ? 'proved' : 'FAILED'
}

/** Shows the current step of every lesson in one live line, and finished steps above it. */
class Board {
  readonly #progress: CourseTestOptions['progress']
  readonly #current = new Map<string, string>()

  constructor(progress: CourseTestOptions['progress']) {
    this.#progress = progress
  }

  show(lesson: string, what: string): void {
    this.#current.set(lesson, what)
    this.#draw()
  }

  finish(lesson: string, what: string): void {
    this.#progress.note(`${lesson}: ${what}`)
  }

  forget(lesson: string): void {
    this.#current.delete(lesson)
    this.#draw()
  }

  #draw(): void {
    this.#progress.line([...this.#current].map(([lesson, what]) => `${lesson} ${what}`).join(' | '))
  }
}

const COLUMNS = ['lesson', 'step', 'checks', 'wrong', 'solved in', 'slowest check', 'took', 'result'] as const

/** A table of all proofs, and all findings below it. */
export function formatProofs(proofs: readonly StepProof[]): string[] {
  const rows = proofs.map((proof) => [
    proof.lesson,
    proof.step,
    String(proof.checkCount),
    String(proof.wrongCount),
    proof.solvedMs === undefined ? '-' : formatDuration(proof.solvedMs),
    `${Math.round(proof.slowestCheckMs)} ms`,
    formatDuration(proof.durationMs),
    resultOf(proof),
  ])
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const findings = proofs.flatMap(({ lesson, step, findings: found }) =>
    found.map((finding) => `${lesson} ${step}: ${finding}`),
  )
  return [line(COLUMNS), ...rows.map(line), ...findings]
}
