import type { Lesson } from '#course/model.ts'
import type { CheckOutcome, CheckResultView } from '#protocol/views.ts'
import type { LabWorld } from '#server/labs/lab-world.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { pause } from '#server/time/pause.ts'

/** A check without a verdict runs this often in all: the machine may be too busy for one round. */
const MAX_ROUNDS = 3
const PAUSE_MS = 5_000
/** After an outage the nodes start again. Until then their API server may not answer and their Pods may not run. */
const RECOVERY_MS = 60_000

/** A result without a verdict is repeated before it counts. */
const HAS_VERDICT: Readonly<Record<CheckOutcome, boolean>> = { met: true, unmet: true, error: false }

export interface ExamChecksOptions {
  world: LabWorld
  sandbox: Sandbox
  signal: AbortSignal
}

/** Runs the checks of exam tasks, and decides when their results count. */
export class ExamChecks {
  readonly #options: ExamChecksOptions
  readonly #unsubscribe: readonly (() => void)[]
  #outageAt = Number.NEGATIVE_INFINITY

  constructor(options: ExamChecksOptions) {
    const { engine } = options.world
    this.#options = options
    const note = (): void => this.#noteOutage()
    this.#unsubscribe = [engine.subscribe(note), engine.onUnanswered(note)]
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  /** Whether every check of a task is met now. */
  async isMet(lesson: Lesson, task: string): Promise<boolean> {
    return (await this.#run(lesson, task)).every(isMet)
  }

  /**
   * The final results of a task. A check without a verdict is repeated and then counts as not met, because the learner may have left the cluster
   * in that state. It never counts while Docker or a node is away, or shortly after.
   * @throws KindlabError `sandbox.gone`, `docker.unavailable`
   */
  async gradeTask(lesson: Lesson, task: string): Promise<CheckResultView[]> {
    const { world, signal } = this.#options
    let results = await this.#run(lesson, task)
    for (let rounds = 1; !results.every(isMet); rounds += 1) {
      const isUndecided = results.some(({ outcome }) => !HAS_VERDICT[outcome])
      if (isUndecided) await this.#requireNodes()
      const hasRecovered = world.clock.now() - this.#outageAt >= RECOVERY_MS
      if (hasRecovered && (!isUndecided || rounds >= MAX_ROUNDS)) break
      await pause(world.clock, PAUSE_MS, signal)
      const latest = await this.#run(lesson, task)
      results = results.map((result) =>
        isMet(result) ? result : (latest.find(({ check }) => check === result.check) ?? result),
      )
    }
    return results
  }

  async #run(lesson: Lesson, task: string): Promise<CheckResultView[]> {
    const { world, sandbox, signal } = this.#options
    signal.throwIfAborted()
    const results: CheckResultView[] = []
    const onResult = (result: CheckResultView) => void results.push(result)
    await world.checkRunner.run({ sandbox, lesson, steps: [task], signal, onResult })
    signal.throwIfAborted()
    return results
  }

  async #requireNodes(): Promise<void> {
    const { world, sandbox } = this.#options
    try {
      await world.provider.open(sandbox.id)
    } catch (error) {
      this.#noteOutage()
      throw error
    }
  }

  #noteOutage(): void {
    this.#outageAt = this.#options.world.clock.now()
  }
}

function isMet({ outcome }: CheckResultView): boolean {
  return outcome === 'met'
}
