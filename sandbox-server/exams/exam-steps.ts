import { drawSteps } from '#course/draw-steps.ts'
import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExamView } from '#protocol/exam.ts'
import type { LabLesson, LabLessonView } from '#server/labs/lab-lesson.ts'
import type { LabLessonOptions } from '#server/labs/lab-world.ts'
import { beginExam, endExam, type Exam, leaveTask, moveExam, prepareTask, wholeTimeMs } from '#server/model/exam.ts'
import { finish } from '#server/model/step-progress.ts'
import { Timer } from '#server/time/timer.ts'
import { ExamChecks } from './exam-checks.ts'
import { ExamClock } from './exam-clock.ts'
import { ExamRecord } from './exam-record.ts'
import { prepareCurrentTask } from './task-preparation.ts'

/** The delay until the next try to grade the open task after the end of the time. */
const RETRY_MS = 5_000
/** A script of the course had no effect in the cluster. */
const TIMED_FAILURES: ReadonlySet<string> = new Set(['work.no_symptom', 'work.no_effect'])
const DRAW_EVENT = 'exam.drawn'

/**
 * The tasks of an exam in one ready lab, one open at a time. Opening a task grades and repairs the previous one and runs the fault of the next,
 * while the exam clock is stopped. It runs after a failed preparation: a learner who is root can make one fail, and would have a shell without a clock. No check runs at any other time, and no result leaves the server.
 */
export class ExamSteps implements LabLesson {
  readonly #options: LabLessonOptions
  #lesson: Lesson
  readonly #clock: ExamClock
  readonly #stopping = new AbortController()
  readonly #checks: ExamChecks
  readonly #record: ExamRecord
  readonly #retry: Timer
  #activity: 'preparing' | 'grading' | undefined
  #failure: KindlabError | undefined
  /** The clock runs although no task is open. */
  #isTimedWhileStuck = false

  constructor(options: LabLessonOptions) {
    const { world, context, sandbox } = options
    this.#options = options
    this.#lesson = { ...options.lesson, steps: drawSteps(options.lesson, context.lab().seed) }
    this.#clock = new ExamClock({
      clock: world.clock,
      save: (leftMs) => this.#saveTime(leftMs),
      onOver: () => this.#timeIsOver(),
    })
    this.#checks = new ExamChecks({ world, sandbox, signal: this.#stopping.signal })
    this.#record = new ExamRecord(world.store)
    this.#retry = new Timer(world.clock, () => this.#timeIsOver())
  }

  get #exam(): Exam | undefined {
    return this.#record.exam
  }

  /** Continues the attempt of the previous run of the server, or of the previous cluster. */
  async start(): Promise<void> {
    const { world, context, onHandedIn } = this.#options
    const { id, generation } = context.lab()
    const stored = await world.store.exams.find(id)
    if (stored === undefined) return this.#recordDraw()
    if (stored.endedBy !== undefined) return onHandedIn()
    this.#lesson = withTasks(this.#options.lesson, stored)
    await this.#record.save(moveExam(stored, generation))
    if (this.#exam?.isOpen === true) this.#clock.run(this.#exam.leftMs)
    else this.#work(() => this.#prepare())
  }

  view(): LabLessonView {
    return { drawn: this.#lesson.steps.map(({ id }) => id), exam: this.#viewExam() }
  }

  /** During an exam no check runs after a command. */
  commandEnded(): void {}

  /** During an exam no check runs on request. */
  requestChecks(): void {}

  startWork(): void {
    throw new KindlabError('exam.no_help')
  }

  async revealSolution(): Promise<never> {
    throw new KindlabError('exam.no_help')
  }

  openTask(task: string): void {
    if (!this.#lesson.steps.some(({ id }) => id === task)) throw new KindlabError('work.unknown_step', { detail: task })
    this.#requireIdle()
    if (this.#exam?.isOpen === true && this.#exam.task === task) return
    this.#work(() => this.#moveTo(task))
  }

  handIn(): void {
    if (this.#exam === undefined) throw new KindlabError('exam.none')
    this.#requireIdle()
    this.#work(() => this.#end('learner'))
  }

  stop(): void {
    this.#stopping.abort()
    this.#clock.stop()
    this.#retry.clear()
    this.#checks.close()
  }

  #viewExam(): ExamView {
    const exam = this.#exam
    const activity = this.#activity
    if (exam === undefined) return { state: activity ?? 'waiting', left: [], leftMs: wholeTimeMs(this.#lesson) }
    const isTimed = activity === undefined && (exam.isOpen || this.#isTimedWhileStuck)
    const leftMs = isTimed ? this.#clock.leftMs : exam.leftMs
    const endsAt = isTimed ? this.#options.world.clock.wallNow() + leftMs : undefined
    const base = { task: exam.task, left: exam.results.map(({ task }) => task), leftMs }
    if (activity !== undefined) return { ...base, state: activity }
    const failure = this.#failure && { failure: this.#failure.code }
    return { ...base, state: exam.isOpen ? 'open' : 'stuck', ...(endsAt !== undefined && { endsAt }), ...failure }
  }

  #requireIdle(): void {
    if (this.#activity !== undefined) throw new KindlabError('work.busy')
    if (this.#options.world.engine.isAway) throw new KindlabError('docker.unavailable')
  }

  /** Runs one activity; the callers make sure that no other one is running. */
  #work(run: () => Promise<void>): void {
    const { context } = this.#options
    this.#failure = undefined
    this.#activity = 'preparing'
    const begun = this.#isTimedWhileStuck ? this.#stopStuckClock().then(run) : run()
    begun
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return
        const known = error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
        context.log[known.code === 'internal' ? 'error' : 'warn']({ err: error, task: this.#exam?.task }, 'exam.stuck')
        this.#failure = known
      })
      .finally(() => {
        this.#activity = undefined
        if (this.#stopping.signal.aborted) return
        // After a failed activity the previous task may still be open.
        if (this.#exam?.isOpen === true) this.#continueTask()
        else this.#startStuckClock()
        context.announce()
      })
  }

  #startStuckClock(): void {
    const exam = this.#exam
    // Without the engine or the sandbox the learner has no shell.
    if (exam?.endedBy !== undefined || this.#failure === undefined || !TIMED_FAILURES.has(this.#failure.code)) return
    this.#isTimedWhileStuck = true
    this.#clock.run(exam?.leftMs ?? 0)
  }

  async #stopStuckClock(): Promise<void> {
    this.#isTimedWhileStuck = false
    const leftMs = this.#clock.stop()
    await this.#record.change((exam) => ({ ...exam, leftMs }))
  }

  /** A learner who ends labs until the draw is easy leaves a trace. */
  async #recordDraw(): Promise<void> {
    const { world, context } = this.#options
    const { id, learnerId } = context.lab()
    if ((await world.store.audit.findEvents(id)).includes(DRAW_EVENT)) return
    const detail = this.#lesson.steps.map((step) => step.id).join(' ')
    await world.store.audit.add({ event: DRAW_EVENT, learnerId, subject: id, detail }, world.clock.wallNow())
  }

  #continueTask(): void {
    if (this.#clock.leftMs > 0) this.#clock.run(this.#clock.leftMs)
    else this.#retry.set(this.#options.world.clock.now() + RETRY_MS)
  }

  async #moveTo(task: string): Promise<void> {
    const { context, world } = this.#options
    const exam = (await this.#gradeOpenTask()) ?? beginExam(context.lab(), this.#lesson, task, world.clock.wallNow())
    await this.#record.save(prepareTask(exam, task))
    await this.#prepare()
  }

  /** The exam with the results of the open task, if one is open. */
  async #gradeOpenTask(): Promise<Exam | undefined> {
    const exam = this.#exam
    if (exam?.isOpen !== true) return exam
    const stopped = { ...exam, leftMs: this.#clock.stop() }
    this.#show('grading')
    return leaveTask(stopped, await this.#checks.gradeTask(this.#lesson, exam.task))
  }

  async #prepare(): Promise<void> {
    const { world, sandbox } = this.#options
    const { signal } = this.#stopping
    this.#show('preparing')
    const parts = { lesson: this.#lesson, record: this.#record, checks: this.#checks }
    await prepareCurrentTask({ clock: world.clock, sandbox, signal, ...parts })
    if (!signal.aborted) this.#clock.run(this.#exam?.leftMs ?? 0)
  }

  #timeIsOver(): void {
    if (this.#activity !== undefined || (this.#exam?.isOpen !== true && !this.#isTimedWhileStuck)) return
    // The engine does not answer, so the last task cannot be graded yet: retry.
    if (this.#options.world.engine.isAway) this.#continueTask()
    else this.#work(() => this.#end('deadline'))
  }

  async #end(by: 'learner' | 'deadline'): Promise<void> {
    const { world, context, onHandedIn } = this.#options
    const exam = await this.#gradeOpenTask()
    if (exam === undefined) return
    const now = world.clock.wallNow()
    await this.#record.save(endExam(exam, by, now))
    const solved = exam.results.filter(({ checks }) => checks.every(({ outcome }) => outcome === 'met'))
    await Promise.all(
      solved.map(({ task }) => world.store.stepProgress.change(context.lab(), task, (step) => finish(step, now))),
    )
    context.log.info({ by, solved: solved.length, of: exam.tasks.length }, 'exam.ended')
    onHandedIn()
  }

  #saveTime(leftMs: number): void {
    this.#record
      .change((exam) => ({ ...exam, leftMs }))
      .catch((error: unknown) => this.#options.context.log.error({ err: error }, 'exam.not_saved'))
  }

  #show(activity: 'preparing' | 'grading'): void {
    this.#activity = activity
    this.#options.context.announce()
  }
}

/** The lesson with the tasks that were drawn at the start of the exam: it may have been published again since. */
function withTasks(lesson: Lesson, { tasks }: Exam): Lesson {
  const steps = tasks.flatMap(({ id }) => lesson.steps.find((step) => step.id === id) ?? [])
  return { ...lesson, steps }
}
