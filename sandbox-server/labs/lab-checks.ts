import type { Logger } from 'pino'
import type { Lesson, Step } from '#course/model.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { CheckSchedule } from '#server/checks/check-schedule.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { finish, recordTry, type StepProgress } from './step-progress.ts'
import type { LabEvent } from './lab-session.ts'
import type { LabWorld } from './lab-world.ts'

export interface LabChecksOptions {
  world: LabWorld
  log: Logger
  lab: { learnerId: string; module: string; lesson: string; createdAt: number }
  lesson: Lesson
  sandbox: Sandbox
  isWatched: () => boolean
  /** Since when results say something of a step; undefined: nothing does now. */
  countsSince: (step: Step) => number | undefined
  /** Writes down what was achieved or tried in a step. */
  record: (step: string, transition: (progress: StepProgress, now: number) => StepProgress) => Promise<void>
  emit: (event: LabEvent) => void
}

/** Until then the processors are the learner's first shell's. */
const FIRST_ROUND_MS = 1_000

/** The checks of one ready lab: which steps are still open, when to look, and where the results go. */
export class LabChecks {
  readonly #options: LabChecksOptions
  readonly #schedule: CheckSchedule
  /** `<step>/<check>` of what was met in this lab. */
  readonly #met = new Set<string>()

  constructor(options: LabChecksOptions) {
    this.#options = options
    this.#schedule = new CheckSchedule({
      clock: options.world.clock,
      isWatched: options.isWatched,
      pendingSteps: () => this.#pendingSteps(),
      run: (steps, signal) => this.#run(steps, signal),
      onError: (error) => options.log.error({ err: error }, 'check_round.failed'),
    })
  }

  /** What was met in this lab before the server was restarted stays met. */
  async start(): Promise<void> {
    const { world, lab } = this.#options
    for (const result of await world.store.checkResults.ofLesson(lab, lab.createdAt)) {
      const since = this.#countsSince(result.step)
      if (since !== undefined && result.checkedAt >= since) this.#remember(result)
    }
    this.#schedule.start(FIRST_ROUND_MS)
  }

  commandEnded(): void {
    const atHand = this.#stepAtHand()
    if (atHand !== undefined) this.#record(atHand, recordTry)
    this.#schedule.commandEnded()
  }

  request(step?: string): void {
    if (step === undefined || this.#countsSince(step) !== undefined) this.#schedule.request(step)
  }

  isMet(step: string): boolean {
    const checks = this.#options.lesson.steps.find(({ id }) => id === step)?.checks ?? []
    return checks.every((check) => this.#met.has(`${step}/${check.id}`))
  }

  /** What was met before says nothing any more. */
  forget(step: string): void {
    for (const name of this.#met) if (name.startsWith(`${step}/`)) this.#met.delete(name)
  }

  stop(): void {
    this.#schedule.stop()
  }

  #pendingSteps(): string[] {
    const { lesson, countsSince } = this.#options
    const open = lesson.steps.filter((step) => countsSince(step) !== undefined && !this.isMet(step.id))
    return open.map(({ id }) => id)
  }

  /** What a command is most likely meant for: what was broken and is not repaired yet, else the first open step. */
  #stepAtHand(): string | undefined {
    const pending = this.#pendingSteps()
    const broken = this.#options.lesson.steps.find(({ id, fault }) => fault !== undefined && pending.includes(id))
    return broken?.id ?? pending[0]
  }

  #countsSince(stepId: string): number | undefined {
    const step = this.#options.lesson.steps.find(({ id }) => id === stepId)
    return step && this.#options.countsSince(step)
  }

  async #run(steps: readonly string[], signal: AbortSignal): Promise<void> {
    const { world, lesson, sandbox, emit } = this.#options
    for (const step of steps) emit({ type: 'checking', step })
    const startedAt = world.clock.wallNow()
    const onResult = (result: CheckResultView): void => {
      // The step was broken, or is about to be, since this round began.
      const since = this.#countsSince(result.step)
      if (since === undefined || since > startedAt) return
      // A round that began in a sandbox which the lab has given up says nothing about the next one.
      if (signal.aborted) return
      this.#remember(result)
      emit({ type: 'check', result })
      if (this.isMet(result.step)) this.#record(result.step, finish)
      this.#save(result)
    }
    await world.checkRunner.run({ sandbox, lesson, steps, signal, onResult })
  }

  #save(result: CheckResultView): void {
    const { world, lab, log } = this.#options
    const { step, check } = result
    world.store.checkResults
      .save(lab, result)
      .catch((error: unknown) => log.error({ err: error, step, check }, 'check_result.not_saved'))
  }

  #record(step: string, transition: (progress: StepProgress, now: number) => StepProgress): void {
    const { record, log } = this.#options
    record(step, transition).catch((error: unknown) => log.error({ err: error, step }, 'progress.not_saved'))
  }

  #remember(result: CheckResultView): void {
    const name = `${result.step}/${result.check}`
    if (result.outcome === 'met') this.#met.add(name)
    else this.#met.delete(name)
  }
}
