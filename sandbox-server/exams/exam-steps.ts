import type { Logger } from 'pino'
import { drawSteps } from '#course/draw-steps.ts'
import type { Lesson, Step } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import { untilMet } from '#server/checks/until-met.ts'
import type { Lab } from '#server/labs/lab.ts'
import type { LabWorld } from '#server/labs/lab-world.ts'
import { finish } from '#server/labs/step-progress.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { Deadline } from '#server/terminals/deadline.ts'
import { ExamClock } from './exam-clock.ts'
import { ExamLooks } from './exam-looks.ts'
import {
  beginExam,
  beginTask,
  endExam,
  type Exam,
  leaveTask,
  moveExam,
  openTask,
  prepareTask,
  repairTask,
  wholeTimeMs,
} from './exam.ts'

/** At the end of the time: until the open task is looked at again when it could not be. */
const LOOK_AGAIN_MS = 5_000

export interface ExamStepsOptions {
  world: LabWorld
  log: Logger
  lesson: Lesson
  sandbox: Sandbox
  /** The lab as it is now. */
  lab: () => Lab
  /** Tells the lab's view anew. */
  announce: () => void
  /** It is handed in, and written down. */
  onOver: () => void
}

/**
 * The tasks of an exam in one ready lab. One is open at a time: opening another runs the checks of the one that is left, puts it right, and makes
 * the trouble of the next, while the time stands still. No check runs before, and no result is told by anything here.
 */
export class ExamSteps {
  readonly #options: ExamStepsOptions
  #lesson: Lesson
  readonly #clock: ExamClock
  readonly #stopping = new AbortController()
  readonly #looks: ExamLooks
  readonly #lookAgain: Deadline
  #exam: Exam | undefined
  #activity: 'preparing' | 'judging' | undefined
  #failure: KindlabError | undefined

  constructor(options: ExamStepsOptions) {
    this.#options = options
    this.#lesson = { ...options.lesson, steps: drawSteps(options.lesson, options.lab().seed) }
    this.#clock = new ExamClock({
      clock: options.world.clock,
      save: (leftMs) => this.#saveTime(leftMs),
      onOver: () => this.#timeIsOver(),
    })
    this.#looks = new ExamLooks({ world: options.world, sandbox: options.sandbox, signal: this.#stopping.signal })
    this.#lookAgain = new Deadline(options.world.clock, () => this.#timeIsOver())
  }

  /** Takes up what the last run of the server, or the cluster before this one, has left. */
  async start(): Promise<void> {
    const { world, lab, onOver } = this.#options
    const stored = await world.store.exams.find(lab().id)
    if (stored === undefined) return
    if (stored.endedBy !== undefined) return onOver()
    this.#lesson = withTasks(this.#options.lesson, stored)
    await this.#keep(moveExam(stored, lab().generation))
    if (this.#exam?.isOpen === true) this.#clock.run(this.#exam.leftMs)
    else this.#work(() => this.#prepare())
  }

  view(): { drawn: string[]; exam: ExamView } {
    return { drawn: this.#lesson.steps.map(({ id }) => id), exam: this.#viewExam() }
  }

  /**
   * Begins; the view tells how it goes.
   * @throws KindlabError `work.unknown_step`, `work.busy`, `docker.unavailable`
   */
  openTask(task: string): void {
    if (!this.#lesson.steps.some(({ id }) => id === task)) throw new KindlabError('work.unknown_step', { detail: task })
    this.#requireCalm()
    if (this.#exam?.isOpen === true && this.#exam.task === task) return
    this.#work(() => this.#moveTo(task))
  }

  /** @throws KindlabError `exam.none`, `work.busy`, `docker.unavailable` */
  handIn(): void {
    if (this.#exam === undefined) throw new KindlabError('exam.none')
    this.#requireCalm()
    this.#work(() => this.#end('learner'))
  }

  stop(): void {
    this.#stopping.abort()
    this.#clock.stand()
    this.#lookAgain.clear()
    this.#looks.close()
  }

  #viewExam(): ExamView {
    const exam = this.#exam
    const leftMs = this.#activity === undefined && exam?.isOpen === true ? this.#clock.leftMs : exam?.leftMs
    if (exam === undefined) {
      return { state: this.#activity ?? 'waiting', left: [], leftMs: wholeTimeMs(this.#lesson) }
    }
    const left = exam.results.map(({ task }) => task)
    const base = { task: exam.task, left, leftMs: leftMs ?? exam.leftMs }
    if (this.#activity !== undefined) return { ...base, state: this.#activity }
    const failure = this.#failure && { failure: this.#failure.code }
    if (!exam.isOpen) return { ...base, state: 'stuck', ...failure }
    return { ...base, state: 'open', endsAt: this.#options.world.clock.wallNow() + base.leftMs, ...failure }
  }

  #requireCalm(): void {
    if (this.#activity !== undefined) throw new KindlabError('work.busy')
    if (this.#options.world.engine.isAway) throw new KindlabError('docker.unavailable')
  }

  /** One thing at a time. */
  #work(run: () => Promise<void>): void {
    const { log, announce } = this.#options
    this.#failure = undefined
    this.#activity = 'preparing'
    run()
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return
        const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
        log[known.code === 'internal' ? 'error' : 'warn']({ err: error, task: this.#exam?.task }, 'exam.stuck')
        this.#failure = known
      })
      .finally(() => {
        this.#activity = undefined
        if (this.#stopping.signal.aborted) return
        // The task is still open when leaving it came to nothing.
        if (this.#exam?.isOpen === true) this.#goOn()
        announce()
      })
  }

  #goOn(): void {
    if (this.#clock.leftMs > 0) this.#clock.run(this.#clock.leftMs)
    else this.#lookAgain.set(this.#options.world.clock.now() + LOOK_AGAIN_MS)
  }

  async #moveTo(task: string): Promise<void> {
    const { lab, world } = this.#options
    const exam = (await this.#judge()) ?? beginExam(lab(), this.#lesson, task, world.clock.wallNow())
    await this.#keep(prepareTask(exam, task))
    await this.#prepare()
  }

  /** The exam with what the checks say of the task that is left, if one is open. */
  async #judge(): Promise<Exam | undefined> {
    const exam = this.#exam
    if (exam?.isOpen !== true) return exam
    const judged = { ...exam, leftMs: this.#clock.stand() }
    this.#show('judging')
    return leaveTask(judged, await this.#looks.judge(this.#lesson, exam.task))
  }

  /** Every task that was begun is put right, solved or not: that it is says nothing of it. */
  async #prepare(): Promise<void> {
    this.#show('preparing')
    for (const task of this.#exam?.begun ?? []) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#repair(task)
    }
    await this.#change(beginTask)
    const step = this.#lesson.steps.find(({ id }) => id === this.#exam?.task)
    if (step?.fault !== undefined) await this.#run(step.fault, 'work.no_symptom')
    await this.#change(openTask)
    if (!this.#stopping.signal.aborted) this.#clock.run(this.#exam?.leftMs ?? 0)
  }

  async #repair(task: string): Promise<void> {
    const { clock } = this.#options.world
    const solution = this.#lesson.steps.find(({ id }) => id === task)?.solution
    if (solution !== undefined) {
      await this.#run(solution, 'work.no_effect')
      const isMet = () => this.#looks.isMet(this.#lesson, task)
      await untilMet({ clock, step: task, isMet, signal: this.#stopping.signal })
    }
    await this.#change((exam) => repairTask(exam, task))
  }

  async #run(script: NonNullable<Step['fault']>, code: 'work.no_symptom' | 'work.no_effect'): Promise<void> {
    const { signal } = this.#stopping
    const failure = await changeSandbox({ sandbox: this.#options.sandbox, script, signal })
    signal.throwIfAborted()
    if (failure !== undefined) throw new KindlabError(code, { cause: new Error(`${script.path} ${failure}`) })
  }

  #timeIsOver(): void {
    if (this.#activity !== undefined || this.#exam?.isOpen !== true) return
    // Whose cluster cannot be looked at has not failed: the last task is looked at once it can be.
    if (this.#options.world.engine.isAway) this.#goOn()
    else this.#work(() => this.#end('deadline'))
  }

  async #end(by: 'learner' | 'deadline'): Promise<void> {
    const { world, lab, log, onOver } = this.#options
    const exam = await this.#judge()
    if (exam === undefined) return
    const now = world.clock.wallNow()
    await this.#keep(endExam(exam, by, now))
    const solved = exam.results.filter(({ checks }) => checks.every(({ outcome }) => outcome === 'met'))
    await Promise.all(
      solved.map(({ task }) => world.store.stepProgress.change(lab(), task, (progress) => finish(progress, now))),
    )
    log.info({ by, solved: solved.length, of: exam.tasks.length }, 'exam.ended')
    onOver()
  }

  #saveTime(leftMs: number): void {
    this.#change((exam) => ({ ...exam, leftMs })).catch((error: unknown) =>
      this.#options.log.error({ err: error }, 'exam.not_saved'),
    )
  }

  async #change(transition: (exam: Exam) => Exam): Promise<void> {
    if (this.#exam !== undefined) await this.#keep(transition(this.#exam))
  }

  async #keep(exam: Exam): Promise<void> {
    this.#exam = exam
    await this.#options.world.store.exams.save(exam)
  }

  #show(activity: 'preparing' | 'judging'): void {
    this.#activity = activity
    this.#options.announce()
  }
}

/** What was drawn when the exam began: the lesson may have been published anew since. */
function withTasks(lesson: Lesson, { tasks }: Exam): Lesson {
  const steps = tasks.flatMap(({ id }) => lesson.steps.find((step) => step.id === id) ?? [])
  return { ...lesson, steps }
}
