import { countsSince } from '#course/counts-since.ts'
import { drawSteps } from '#course/draw-steps.ts'
import type { Lesson, Step } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { SolutionView } from '#protocol/progress.ts'
import type { WorkKind } from '#protocol/work.ts'
import type { CheckResultView } from '#protocol/views.ts'
import { scriptVariables } from '#server/checks/run-script.ts'
import { haveStarted, markBroken } from '#server/model/lab.ts'
import { LabChecks } from './lab-checks.ts'
import type { LabLesson, LabLessonView } from './lab-lesson.ts'
import { LabWork } from './lab-work.ts'
import type { LabLessonOptions } from './lab-world.ts'
import { showSolution } from './shown-solution.ts'
import { putBack, recordSolutionUsed, type StepProgress } from '#server/model/step-progress.ts'

/** The guided steps of one ready lab: their checks, their faults and solutions, and the learner's progress. */
export class LabSteps implements LabLesson {
  readonly #options: LabLessonOptions
  readonly #lesson: Lesson
  readonly #checks: LabChecks
  readonly #work: LabWork
  readonly #stopping = new AbortController()

  constructor(options: LabLessonOptions) {
    const { world, context, sandbox } = options
    const lesson = drawnLesson(options.lesson, context.lab().seed)
    this.#options = options
    this.#lesson = lesson
    this.#checks = new LabChecks({
      world,
      context,
      lesson,
      sandbox,
      countsSince: (step) => this.#countsSince(step),
      record: (step, transition) => this.#record(step, transition),
    })
    this.#work = new LabWork({
      clock: world.clock,
      log: context.log,
      lesson,
      sandbox,
      known: { isMet: (step) => this.#checks.isMet(step), isBroken: (step) => this.#brokenAt(step) !== undefined },
      isSolved: (step) => this.#isSolved(step),
      markBroken: (step, brokenAt) => this.#markBroken(step, brokenAt),
      markSolved: (step) => this.#record(step, recordSolutionUsed),
      markPutBack: (step) => this.#record(step, putBack),
      onChange: () => this.#workChanged(),
    })
  }

  /** Checks that were met and faults that were in place before a restart stay so; unfinished work starts again. */
  async start(): Promise<void> {
    const { startAt } = this.#options.context.lab()
    await this.#checks.start()
    if (startAt !== undefined) this.#work.start('start', startAt)
  }

  view(): LabLessonView {
    const { draw, steps } = this.#lesson
    const { changedAt } = this.#checks
    return {
      work: this.#work.view(),
      ...(changedAt !== undefined && { changedAt }),
      ...(draw !== undefined && { drawn: steps.map(({ id }) => id) }),
    }
  }

  commandEnded(): void {
    this.#checks.commandEnded()
  }

  requestChecks(step?: string): void {
    this.#checks.request(step)
  }

  startWork(kind: WorkKind, step: string): void {
    this.#work.start(kind, step)
  }

  /** Shows a solution after a try, or when the learner insists. The progress is persisted first. */
  async revealSolution(stepId: string, isInsisted: boolean): Promise<SolutionView> {
    const { world, context, sandbox } = this.#options
    const step = this.#lesson.steps.find(({ id }) => id === stepId)
    if (step?.solution === undefined || this.#countsSince(step) === undefined) {
      throw new KindlabError('work.unknown_step', { detail: stepId })
    }
    const { triedAt } = await world.store.stepProgress.find(context.lab(), stepId)
    if (triedAt === undefined && !isInsisted) throw new KindlabError('solution.not_tried')
    const text = showSolution(step.solution.source, await scriptVariables(sandbox))
    await this.#record(stepId, recordSolutionUsed)
    return { node: step.solution.node, text }
  }

  openTask(): void {
    throw new KindlabError('exam.none')
  }

  handIn(): void {
    throw new KindlabError('exam.none')
  }

  stop(): void {
    this.#stopping.abort()
    this.#work.stop()
    this.#checks.stop()
  }

  #countsSince(step: Step): number | undefined {
    const lab = this.#options.context.lab()
    if (lab.state !== 'ready' || this.#work.isBreaking(step.id)) return undefined
    return countsSince({ id: step.id, hasFault: step.fault !== undefined }, lab)
  }

  #brokenAt(stepId: string): number | undefined {
    const lab = this.#options.context.lab()
    return lab.state === 'ready' ? lab.steps.find(({ step }) => step === stepId)?.brokenAt : undefined
  }

  async #markBroken(step: string, brokenAt: number | undefined): Promise<void> {
    this.#checks.forget(step)
    await this.#options.context.change((lab) => (lab.state === 'ready' ? markBroken(lab, step, brokenAt) : undefined))
  }

  async #record(step: string, transition: (progress: StepProgress, now: number) => StepProgress): Promise<void> {
    const { world, context } = this.#options
    const now = world.clock.wallNow()
    const progress = await world.store.stepProgress.change(context.lab(), step, (before) => transition(before, now))
    if (progress !== undefined) context.emit({ type: 'progress', progress })
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
    const { context } = this.#options
    context.announce()
    const { work, failed } = this.#work.view()
    if (work !== undefined) return
    this.#checks.changed()
    this.#checks.request()
    if (context.lab().startAt === undefined || failed !== undefined) return
    context
      .change((lab) => (lab.state === 'ready' ? haveStarted(lab) : undefined))
      .catch((error: unknown) => context.log.error({ err: error }, 'start.not_recorded'))
  }
}

/** A lesson without a draw is returned itself, so a new publication changes it. The steps of a draw are a copy that no publication changes. */
function drawnLesson(lesson: Lesson, seed: number): Lesson {
  return lesson.draw === undefined ? lesson : { ...lesson, steps: drawSteps(lesson, seed) }
}
