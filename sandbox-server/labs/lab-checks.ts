import type { Logger } from 'pino'
import type { Lesson } from '#course/model.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { CheckSchedule } from '#server/checks/check-schedule.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { LabEvent } from './lab-session.ts'
import type { LabWorld } from './lab-world.ts'

export interface LabChecksOptions {
  world: LabWorld
  log: Logger
  lab: { learnerId: string; module: string; lesson: string; createdAt: number }
  lesson: Lesson
  sandbox: Sandbox
  isWatched: () => boolean
  emit: (event: LabEvent) => void
}

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
    for (const result of await world.store.checkResults.ofLesson(lab, lab.createdAt)) this.#remember(result)
    this.#schedule.start()
  }

  commandEnded(): void {
    this.#schedule.commandEnded()
  }

  request(step?: string): void {
    if (step === undefined || this.#options.lesson.steps.some(({ id }) => id === step)) this.#schedule.request(step)
  }

  stop(): void {
    this.#schedule.stop()
  }

  #pendingSteps(): string[] {
    const open = this.#options.lesson.steps.filter(({ id, checks }) =>
      checks.some((check) => !this.#met.has(`${id}/${check.id}`)),
    )
    return open.map(({ id }) => id)
  }

  async #run(steps: readonly string[], signal: AbortSignal): Promise<void> {
    const { world, lab, lesson, sandbox, emit } = this.#options
    for (const step of steps) emit({ type: 'checking', step })
    const saved: Promise<void>[] = []
    const onResult = (result: CheckResultView): void => {
      this.#remember(result)
      emit({ type: 'check', result })
      saved.push(world.store.checkResults.save(lab, result))
    }
    await world.checkRunner.run({ sandbox, lesson, steps, signal, onResult })
    await Promise.all(saved)
  }

  #remember(result: CheckResultView): void {
    const name = `${result.step}/${result.check}`
    if (result.outcome === 'met') this.#met.add(name)
    else this.#met.delete(name)
  }
}
