import type { Lesson, Step } from '#course/model.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { CheckSchedule } from '#server/checks/check-schedule.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { finish, recordTry, type StepProgress } from '#server/model/step-progress.ts'
import type { LabContext } from './lab-context.ts'
import type { LabWorld } from './lab-world.ts'

export interface LabChecksOptions {
  world: LabWorld
  context: LabContext
  lesson: Lesson
  sandbox: Sandbox
  /** Results of a step count from this time on; undefined: none count now. */
  countsSince: (step: Step) => number | undefined
  /** Persists the progress in a step. */
  record: (step: string, transition: (progress: StepProgress, now: number) => StepProgress) => Promise<void>
}

/** Delays the first round, so that it does not slow the learner's first shell down. */
const FIRST_ROUND_MS = 1_000

/** The checks of one ready lab: which steps are pending, when rounds run, and where the results go. */
export class LabChecks {
  readonly #options: LabChecksOptions
  readonly #schedule: CheckSchedule
  /** `<step>/<check>` of every check that is met in this lab. */
  readonly #met = new Set<string>()
  #changedAt: number | undefined
  /** A check was met since the pages got `changedAt`. */
  #hasNewMet = false

  constructor(options: LabChecksOptions) {
    const { world, context } = options
    this.#options = options
    this.#schedule = new CheckSchedule({
      clock: world.clock,
      isLearnerActive: () => context.isLearnerActive(),
      pendingSteps: () => this.#pendingSteps(),
      run: (steps, signal) => this.#run(steps, signal),
      onError: (error) => context.log.error({ err: error }, 'check_round.failed'),
    })
  }

  /** When a command or work ended last, as far as it matters: checks that are met do not run again by themselves, so their results are older. */
  get changedAt(): number | undefined {
    return this.#changedAt
  }

  /** Checks that were met before a restart of the server, or of the nodes, stay met. The cluster can have changed since. */
  async start(): Promise<void> {
    const { world, context } = this.#options
    const lab = context.lab()
    for (const result of await world.store.checkResults.findByLesson(lab, lab.createdAt)) {
      const since = this.#countsSince(result.step)
      if (since !== undefined && result.checkedAt >= since) this.#remember(result)
    }
    this.changed()
    this.#schedule.start(FIRST_ROUND_MS)
  }

  /** The cluster can have changed. The pages get the time once for all results that it makes old. */
  changed(): void {
    const { world, context } = this.#options
    this.#changedAt = world.clock.wallNow()
    if (!this.#hasNewMet) return
    this.#hasNewMet = false
    context.announce()
  }

  commandEnded(): void {
    this.changed()
    const step = this.#currentStep()
    if (step !== undefined) this.#record(step, recordTry)
    this.#schedule.commandEnded()
  }

  request(step?: string): void {
    if (step === undefined || this.#countsSince(step) !== undefined) this.#schedule.request(step)
  }

  isMet(step: string): boolean {
    const checks = this.#options.lesson.steps.find(({ id }) => id === step)?.checks ?? []
    return checks.every((check) => this.#met.has(`${step}/${check.id}`))
  }

  /** Discards the results of this step. */
  forget(step: string): void {
    for (const name of this.#met) if (name.startsWith(`${step}/`)) this.#met.delete(name)
  }

  stop(): void {
    this.#schedule.stop()
  }

  #pendingSteps(): string[] {
    const { lesson, countsSince } = this.#options
    const pending = lesson.steps.filter((step) => countsSince(step) !== undefined && !this.isMet(step.id))
    return pending.map(({ id }) => id)
  }

  /** The step that a command is most likely meant for: a fault that is not repaired yet, else the first pending step. */
  #currentStep(): string | undefined {
    const pending = this.#pendingSteps()
    const broken = this.#options.lesson.steps.find(({ id, fault }) => fault !== undefined && pending.includes(id))
    return broken?.id ?? pending[0]
  }

  #countsSince(stepId: string): number | undefined {
    const step = this.#options.lesson.steps.find(({ id }) => id === stepId)
    return step && this.#options.countsSince(step)
  }

  async #run(steps: readonly string[], signal: AbortSignal): Promise<void> {
    const { world, context, lesson, sandbox } = this.#options
    for (const step of steps) context.emit({ type: 'checking', step })
    const startedAt = world.clock.wallNow()
    const onResult = (result: CheckResultView): void => {
      // The step was broken since this round started, or is being broken now.
      const since = this.#countsSince(result.step)
      if (since === undefined || since > startedAt) return
      // A round in the previous sandbox says nothing about the present one.
      if (signal.aborted) return
      this.#remember(result)
      context.emit({ type: 'check', result })
      if (this.isMet(result.step)) this.#record(result.step, finish)
      // A command ended while this check ran, so the result can be older than the change.
      if (result.outcome === 'met' && this.#isOld(result)) this.#schedule.request(result.step)
      this.#save(result)
    }
    await world.checkRunner.run({ sandbox, lesson, steps, signal, onResult })
  }

  #save(result: CheckResultView): void {
    const { world, context } = this.#options
    const { step, check } = result
    world.store.checkResults
      .save(context.lab(), result)
      .catch((error: unknown) => context.log.error({ err: error, step, check }, 'check_result.not_saved'))
  }

  #record(step: string, transition: (progress: StepProgress, now: number) => StepProgress): void {
    const { record, context } = this.#options
    record(step, transition).catch((error: unknown) => context.log.error({ err: error, step }, 'progress.not_saved'))
  }

  #isOld({ checkedAt, durationMs }: CheckResultView): boolean {
    return this.#changedAt !== undefined && checkedAt - durationMs < this.#changedAt
  }

  #remember(result: CheckResultView): void {
    const name = `${result.step}/${result.check}`
    if (result.outcome === 'met') {
      this.#met.add(name)
      this.#hasNewMet = true
    } else this.#met.delete(name)
  }
}
