import type { Logger } from 'pino'
import type { Lesson, Script, Step } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { LabClock } from './lab-clock.ts'

export interface LabWorkOptions {
  clock: LabClock
  log: Logger
  lesson: Lesson
  sandbox: Sandbox
  /** The step whose fault is in place and not repaired yet; undefined when there is none. */
  unrepairedStep: () => string | undefined
  /** Writes down that the fault of a step is in place since then, or not any more. */
  markBroken: (step: string, brokenAt: number | undefined) => Promise<void>
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

  /** Whether the server itself is changing what the checks of this step look at. */
  isAt(step: string): boolean {
    return this.#current?.step === step
  }

  /**
   * Begins; `view()` tells how it goes.
   * @throws KindlabError `work.unknown_step`, `work.busy`, `work.other_fault`
   */
  start(kind: WorkKind, stepId: string): void {
    const step = this.#options.lesson.steps.find(({ id }) => id === stepId)
    if (step?.fault === undefined) throw new KindlabError('work.unknown_step', { detail: stepId })
    if (this.#current !== undefined) throw new KindlabError('work.busy')
    const other = this.#options.unrepairedStep()
    if (other !== undefined && other !== stepId)
      throw new KindlabError('work.other_fault', { detail: this.#titleOf(other) })
    this.#failed = undefined
    this.#current = { kind, step: stepId, startedAt: this.#options.clock.wallNow() }
    this.#options.onChange()
    void this.#run(kind, step, step.fault)
  }

  stop(): void {
    this.#stopping.abort()
  }

  async #run(kind: WorkKind, step: Step, fault: Script): Promise<void> {
    const { log, onChange } = this.#options
    const { signal } = this.#stopping
    try {
      await this.#breakStep(step, fault)
      log.info({ kind, step: step.id }, 'work.done')
    } catch (error) {
      if (signal.aborted) return
      const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
      log[known.code === 'internal' ? 'error' : 'warn']({ err: error, kind, step: step.id }, 'work.failed')
      this.#failed = { kind, step: step.id, error: known }
    }
    this.#current = undefined
    onChange()
  }

  async #breakStep({ id }: Step, fault: Script): Promise<void> {
    const { sandbox, clock, markBroken } = this.#options
    const { signal } = this.#stopping
    await markBroken(id, undefined)
    const failure = await changeSandbox({ sandbox, script: fault, signal })
    signal.throwIfAborted()
    if (failure !== undefined)
      throw new KindlabError('work.no_symptom', { cause: new Error(`${fault.path} ${failure}`) })
    await markBroken(id, clock.wallNow())
  }

  #titleOf(stepId: string): string {
    return this.#options.lesson.steps.find(({ id }) => id === stepId)?.title ?? stepId
  }
}
