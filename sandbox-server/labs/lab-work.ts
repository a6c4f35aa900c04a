import type { Logger } from 'pino'
import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import { untilMet } from '#server/checks/until-met.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import { type LabKnowledge, planWork, type Task } from './work-plan.ts'

export interface LabWorkOptions {
  clock: WallClock
  log: Logger
  lesson: Lesson
  sandbox: Sandbox
  known: LabKnowledge
  /** Runs the checks of a step and resolves to whether all are met. */
  isSolved: (step: string) => Promise<boolean>
  /** Persists since when the fault of a step is in place; undefined: it is not. */
  markBroken: (step: string, brokenAt: number | undefined) => Promise<void>
  /** Persists that the solution of a step is used. */
  markSolved: (step: string) => Promise<void>
  /** Persists that a step starts over. */
  markPutBack: (step: string) => Promise<void>
  /** `view()` has changed. */
  onChange: () => void
}

export interface FailedWork {
  kind: WorkKind
  step: string
  error: KindlabError
}

/** Runs faults and solutions in one lab's cluster on request, one piece of work at a time. */
export class LabWork {
  readonly #options: LabWorkOptions
  readonly #stopping = new AbortController()
  #current: WorkView | undefined
  #failed: FailedWork | undefined

  constructor(options: LabWorkOptions) {
    this.#options = options
  }

  /** The work in progress, and why the last one failed. */
  view(): { work?: WorkView; failed?: FailedWork } {
    return { ...(this.#current && { work: this.#current }), ...(this.#failed && { failed: this.#failed }) }
  }

  /** Whether the server is changing the state that the checks of this step inspect. */
  isBreaking(step: string): boolean {
    return this.#current?.at === step && this.#current.kind !== 'solve'
  }

  /**
   * Starts the work; `view()` shows its progress.
   * @throws KindlabError `work.unknown_step`, `work.busy`, `work.other_fault`
   */
  start(kind: WorkKind, step: string): void {
    const { lesson, known, clock, onChange } = this.#options
    const tasks = planWork(kind, step, lesson, known)
    if (this.#current !== undefined) throw new KindlabError('work.busy')
    this.#refuseOtherFault(tasks)
    this.#failed = undefined
    if (tasks.length > 0) {
      const startedAt = clock.wallNow()
      this.#current = { kind, step, startedAt, at: tasks[0]?.step.id ?? step, done: 0, total: tasks.length }
      void this.#run({ kind, step }, tasks)
    }
    onChange()
  }

  stop(): void {
    this.#stopping.abort()
  }

  /** Two faults at once would hide each other. */
  #refuseOtherFault(tasks: readonly Task[]): void {
    const { lesson, known } = this.#options
    if (tasks.every(({ does }) => does === 'solve')) return
    const planned = new Set(tasks.map(({ step }) => step.id))
    const other = lesson.steps.find(({ id }) => known.isBroken(id) && !known.isMet(id) && !planned.has(id))
    if (other !== undefined) throw new KindlabError('work.other_fault', { detail: other.title })
  }

  async #run(request: { kind: WorkKind; step: string }, tasks: readonly Task[]): Promise<void> {
    const { log, onChange, markPutBack } = this.#options
    try {
      for (const [done, task] of tasks.entries()) {
        this.#show(task.step.id, done)
        await this.#runTask(task, request.kind)
      }
      if (request.kind === 'reset') await markPutBack(request.step)
      log.info(request, 'work.done')
    } catch (error) {
      if (this.#stopping.signal.aborted) return
      const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
      log[known.code === 'internal' ? 'error' : 'warn']({ err: error, ...request }, 'work.failed')
      this.#failed = { ...request, error: known }
    }
    this.#current = undefined
    onChange()
  }

  async #runTask({ does, step, script }: Task, kind: WorkKind): Promise<void> {
    const { sandbox, clock, isSolved, markBroken, markSolved } = this.#options
    const { signal } = this.#stopping
    if (does === 'break') await markBroken(step.id, undefined)
    // Putting a step back does not count as solving it.
    else if (kind !== 'reset') await markSolved(step.id)
    const failure = await changeSandbox({ sandbox, script, signal })
    signal.throwIfAborted()
    if (failure !== undefined) {
      const cause = new Error(`${script.path} ${failure}`)
      throw new KindlabError(does === 'break' ? 'work.no_symptom' : 'work.no_effect', { cause })
    }
    if (does === 'break') await markBroken(step.id, clock.wallNow())
    else await untilMet({ clock, step: step.id, isMet: () => isSolved(step.id), signal })
  }

  #show(at: string, done: number): void {
    if (this.#current === undefined) return
    this.#current = { ...this.#current, at, done }
    if (done > 0) this.#options.onChange()
  }
}
