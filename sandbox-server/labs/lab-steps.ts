import type { Logger } from 'pino'
import { drawSteps } from '#course/draw-steps.ts'
import type { Lesson, Step } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { SolutionView } from '#protocol/progress.ts'
import type { WorkKind } from '#protocol/work.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { scriptVariables } from '#server/checks/run-script.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { haveStarted, type Lab, markBroken } from './lab.ts'
import { LabChecks } from './lab-checks.ts'
import type { LabEvent } from './lab-session.ts'
import { LabWork } from './lab-work.ts'
import type { LabWorld } from './lab-world.ts'
import { showSolution } from './shown-solution.ts'
import { putBack, type StepProgress, useSolution } from './step-progress.ts'

export interface LabStepsOptions {
  world: LabWorld
  log: Logger
  lesson: Lesson
  sandbox: Sandbox
  /** The lab as it is now. */
  lab: () => Lab
  change: (transition: (lab: Lab) => Lab | undefined) => Promise<Lab>
  isWatched: () => boolean
  emit: (event: LabEvent) => void
  /** Tells the lab's view anew. */
  announce: () => void
}

/** The steps of the lesson in one ready lab: their checks, what the server breaks and solves in them, and what the learner achieves. */
export class LabSteps {
  readonly #options: LabStepsOptions
  readonly #lesson: Lesson
  readonly #checks: LabChecks
  readonly #work: LabWork
  readonly #stopping = new AbortController()

  constructor(options: LabStepsOptions) {
    const { world, log, sandbox, isWatched, emit } = options
    const lesson = drawnLesson(options.lesson, options.lab().seed)
    this.#options = options
    this.#lesson = lesson
    this.#checks = new LabChecks({
      world,
      log,
      lab: options.lab(),
      lesson,
      sandbox,
      isWatched,
      emit,
      countsSince: (step) => this.#countsSince(step),
      record: (step, transition) => this.#record(step, transition),
    })
    this.#work = new LabWork({
      clock: world.clock,
      log,
      lesson,
      sandbox,
      known: { isMet: (step) => this.#checks.isMet(step), isBroken: (step) => this.#brokenAt(step) !== undefined },
      isSolved: (step) => this.#isSolved(step),
      markBroken: (step, brokenAt) => this.#markBroken(step, brokenAt),
      markSolved: (step) => this.#record(step, useSolution),
      markPutBack: (step) => this.#record(step, putBack),
      onChange: () => this.#workChanged(),
    })
  }

  /** What was met or broken in this lab before the server was restarted stays so; what it was doing is begun again. */
  async start(): Promise<void> {
    const { startAt } = this.#options.lab()
    await this.#checks.start()
    if (startAt !== undefined) this.#work.start('start', startAt)
  }

  /** What the lab's view tells of them. */
  view(): { work: ReturnType<LabWork['view']>; drawn?: string[] } {
    const { draw, steps } = this.#lesson
    return { work: this.#work.view(), ...(draw === undefined ? {} : { drawn: steps.map(({ id }) => id) }) }
  }

  commandEnded(): void {
    this.#checks.commandEnded()
  }

  requestChecks(step?: string): void {
    this.#checks.request(step)
  }

  /** @throws KindlabError as `LabWork.start` */
  startWork(kind: WorkKind, step: string): void {
    this.#work.start(kind, step)
  }

  /**
   * The solution of a step that has begun, after a try or when the learner insists. It is written down before it is told.
   * @throws KindlabError `work.unknown_step`, `solution.not_tried`
   */
  async revealSolution(stepId: string, isInsisted: boolean): Promise<SolutionView> {
    const { world, lab, sandbox } = this.#options
    const step = this.#lesson.steps.find(({ id }) => id === stepId)
    if (step?.solution === undefined || this.#countsSince(step) === undefined) {
      throw new KindlabError('work.unknown_step', { detail: stepId })
    }
    const { triedAt } = await world.store.stepProgress.find(lab(), stepId)
    if (triedAt === undefined && !isInsisted) throw new KindlabError('solution.not_tried')
    const text = showSolution(step.solution.source, await scriptVariables(sandbox))
    await this.#record(stepId, useSolution)
    return { node: step.solution.node, text }
  }

  stop(): void {
    this.#stopping.abort()
    this.#work.stop()
    this.#checks.stop()
  }

  /** A step with a fault begins with the fault: before, its checks would be met by what nobody has done. */
  #countsSince(step: Step): number | undefined {
    const lab = this.#options.lab()
    if (lab.state !== 'ready' || this.#work.isBreaking(step.id)) return undefined
    return step.fault === undefined ? lab.readyAt : this.#brokenAt(step.id)
  }

  #brokenAt(stepId: string): number | undefined {
    const lab = this.#options.lab()
    return lab.state === 'ready' ? lab.steps.find(({ step }) => step === stepId)?.brokenAt : undefined
  }

  async #markBroken(step: string, brokenAt: number | undefined): Promise<void> {
    this.#checks.forget(step)
    await this.#options.change((lab) => (lab.state === 'ready' ? markBroken(lab, step, brokenAt) : undefined))
  }

  async #record(step: string, transition: (progress: StepProgress, now: number) => StepProgress): Promise<void> {
    const { world, lab, emit } = this.#options
    const now = world.clock.wallNow()
    const progress = await world.store.stepProgress.change(lab(), step, (before) => transition(before, now))
    if (progress !== undefined) emit({ type: 'progress', progress })
  }

  async #isSolved(step: string): Promise<boolean> {
    const { world, sandbox } = this.#options
    const lesson = this.#lesson
    const results: CheckResultView[] = []
    const onResult = (result: CheckResultView) => void results.push(result)
    await world.checkRunner.run({ sandbox, lesson, steps: [step], signal: this.#stopping.signal, onResult })
    return results.every(({ outcome }) => outcome === 'met')
  }

  #workChanged(): void {
    const { announce, change, lab, log } = this.#options
    announce()
    const { work, failed } = this.#work.view()
    if (work !== undefined) return
    this.#checks.request()
    if (lab().startAt === undefined || failed !== undefined) return
    change((current) => (current.state === 'ready' ? haveStarted(current) : undefined)).catch((error: unknown) =>
      log.error({ err: error }, 'start.not_recorded'),
    )
  }
}

/** A lesson that draws nothing stays the object that changes when it is published anew; a draw stays as it was made. */
function drawnLesson(lesson: Lesson, seed: number): Lesson {
  return lesson.draw === undefined ? lesson : { ...lesson, steps: drawSteps(lesson, seed) }
}
