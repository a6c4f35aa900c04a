import type { Logger } from 'pino'
import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import { untilMet } from '#server/checks/until-met.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { LabClock } from './lab-clock.ts'
import { type LabKnowledge, planWork, type Task } from './work-plan.ts'

export interface LabWorkOptions {
  clock: LabClock
  log: Logger
  lesson: Lesson
  sandbox: Sandbox
  known: LabKnowledge
  /** Whether the checks of a step are met now. */
  isSolved: (step: string) => Promise<boolean>
  /** Writes down that the fault of a step is in place since then, or not any more. */
  markBroken: (step: string, brokenAt: number | undefined) => Promise<void>
  /** Writes down that the solution of a step is used. */
  markSolved: (step: string) => Promise<void>
  /** Writes down that a step begins anew. */
  markPutBack: (step: string) => Promise<void>
  /** Something of `view()` has changed. */
  onChange: () => void
}

export interface FailedWork {
  kind: WorkKind
  step: string
  error: KindlabError
}

/** What the server does in one lab's cluster when its learner asks for it. One thing at a time. */
export class LabWork {
  readonly #options: LabWorkOptions
  readonly #stopping = new AbortController()
  #current: WorkView | undefined
  #failed: FailedWork | undefined

  constructor(options: LabWorkOptions) {
    this.#options = options
  }

  /** What is under way, and why the last one came to nothing. */
  view(): { work?: WorkView; failed?: FailedWork } {
    return { ...(this.#current && { work: this.#current }), ...(this.#failed && { failed: this.#failed }) }
  }

  /** Whether the server itself is breaking what the checks of this step look at. */
  isBreaking(step: string): boolean {
    return this.#current?.at === step && this.#current.kind !== 'solve'
  }

  /**
   * Begins; `view()` tells how it goes.
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

  /** Two troubles at once would hide each other. */
  #refuseOtherFault(tasks: readonly Task[]): void {
    const { lesson, known } = this.#options
    if (tasks.every(({ does }) => does === 'solve')) return
    const planned = new Set(tasks.map(({ step }) => step.id))
    const other = lesson.steps.find(({ id }) => known.isBroken(id) && !known.isMet(id) && !planned.has(id))
    if (other !== undefined) throw new KindlabError('work.other_fault', { detail: other.title })
  }

  async #run(asked: { kind: WorkKind; step: string }, tasks: readonly Task[]): Promise<void> {
    const { log, onChange, markPutBack } = this.#options
    try {
      for (const [done, task] of tasks.entries()) {
        this.#show(task.step.id, done)
        // oxlint-disable-next-line no-await-in-loop -- each builds on the one before
        await this.#do(task, asked.kind)
      }
      if (asked.kind === 'reset') await markPutBack(asked.step)
      log.info(asked, 'work.done')
    } catch (error) {
      if (this.#stopping.signal.aborted) return
      const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
      log[known.code === 'internal' ? 'error' : 'warn']({ err: error, ...asked }, 'work.failed')
      this.#failed = { ...asked, error: known }
    }
    this.#current = undefined
    onChange()
  }

  async #do({ does, step, script }: Task, kind: WorkKind): Promise<void> {
    const { sandbox, clock, isSolved, markBroken, markSolved } = this.#options
    const { signal } = this.#stopping
    if (does === 'break') await markBroken(step.id, undefined)
    // A step that is only put back is not solved by that.
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
