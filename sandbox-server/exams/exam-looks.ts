import type { Lesson } from '#course/model.ts'
import type { CheckResultView } from '#protocol/views.ts'
import type { LabWorld } from '#server/labs/lab-world.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { pause } from '#server/providers/wait-for.ts'

/** One may fall into a moment in which the machine is too busy for a check to end. */
const LOOKS = 3
const PAUSE_MS = 5_000
/** After an outage the nodes are started again; this long their API server may not answer, and their Pods not run yet. */
const UNREST_MS = 60_000

export interface ExamLooksOptions {
  world: LabWorld
  sandbox: Sandbox
  signal: AbortSignal
}

/** Runs the checks of tasks, and knows when what they say does not count yet. */
export class ExamLooks {
  readonly #options: ExamLooksOptions
  readonly #leaveEngine: readonly (() => void)[]
  #unrestAt = Number.NEGATIVE_INFINITY

  constructor(options: ExamLooksOptions) {
    const { engine } = options.world
    this.#options = options
    const note = (): void => this.#noteUnrest()
    this.#leaveEngine = [engine.subscribe(note), engine.onUnanswered(note)]
  }

  close(): void {
    for (const leave of this.#leaveEngine) leave()
  }

  /** Whether every check of a task is met now. */
  async isMet(lesson: Lesson, task: string): Promise<boolean> {
    return (await this.#look(lesson, task)).every(isMet)
  }

  /**
   * What the checks of a task say for good. One that comes to no verdict counts like that, because the learner may have left the cluster so; but not
   * while Docker or a node is away, and not at the first look.
   * @throws KindlabError `sandbox.gone`, `docker.unavailable`
   */
  async judge(lesson: Lesson, task: string): Promise<CheckResultView[]> {
    const { world, signal } = this.#options
    let results = await this.#look(lesson, task)
    for (let looks = 1; !results.every(isMet); looks += 1) {
      const isSilent = results.some(({ outcome }) => outcome === 'error')
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      if (isSilent) await this.#requireNodes()
      const isCalm = world.clock.now() - this.#unrestAt >= UNREST_MS
      if (isCalm && (!isSilent || looks >= LOOKS)) break
      // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
      await pause(world.clock, PAUSE_MS, signal)
      // oxlint-disable-next-line no-await-in-loop -- see above
      const latest = await this.#look(lesson, task)
      results = results.map((result) =>
        isMet(result) ? result : (latest.find(({ check }) => check === result.check) ?? result),
      )
    }
    return results
  }

  async #look(lesson: Lesson, task: string): Promise<CheckResultView[]> {
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
      this.#noteUnrest()
      throw error
    }
  }

  #noteUnrest(): void {
    this.#unrestAt = this.#options.world.clock.now()
  }
}

function isMet({ outcome }: CheckResultView): boolean {
  return outcome === 'met'
}
