import type { Logger } from 'pino'
import { factsFrom } from '#course/facts.ts'
import type { Lesson, RunBlock } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { HandInBody, TaskBody } from '#protocol/exam.ts'
import type { SolutionBody, SolutionView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import type { WorkBody } from '#protocol/work.ts'
import { ExamSteps } from '#server/exams/exam-steps.ts'
import { scriptVariables } from '#server/checks/run-script.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { Deadline } from '#server/terminals/deadline.ts'
import type { Place } from './admission.ts'
import type { LabEvent, LabSession } from './lab-session.ts'
import { LabSteps } from './lab-steps.ts'
import { type Lab, renewLease, shortenLease } from './lab.ts'
import { viewLab } from './lab-view.ts'
import type { LabWorld } from './lab-world.ts'

export interface LiveLabOptions {
  world: LabWorld
  lab: Lab
  /** Undefined when the course has no such lesson any more: the lab goes on without run blocks and checks. */
  lesson: Lesson | undefined
  estimateMs: number | undefined
  /** Nobody used it for the whole lease, or its exam is handed in. */
  onOver: (live: LiveLab, reason: 'expired' | 'handed-in') => void
}

/** The lease is written down, and told to the page, when it grew by this much: not with every key. */
const LEASE_STEP_MS = 60_000
/** Who has typed within this is still there, reading or waiting; after it nothing is checked on time alone. */
const WATCHED_FOR_MS = 600_000
/** They leave the processors to the learner's first shell. */
const FACTS_AFTER_MS = 1_000
/** The state in the database is compared before it is swapped; once more after a lost race is enough with one server. */
const MAX_ATTEMPTS = 2

/** A lab that has not ended, with its sandbox, its lease and whoever follows it. */
export class LiveLab implements LabSession {
  readonly log: Logger
  isAdopted = false
  readonly #options: LiveLabOptions
  readonly #listeners = new Set<(event: LabEvent) => void>()
  readonly #lease: Deadline
  #lab: Lab
  #sandbox: Sandbox | undefined
  #steps: LabSteps | ExamSteps | undefined
  #facts: Readonly<Record<string, string>> | undefined
  #cancelFacts: (() => void) | undefined
  #place: Place | undefined
  #leaseEndsAt = 0
  #leaseSavedAt = 0
  #touchedAt = Number.NEGATIVE_INFINITY
  /** When it became ready, or was last used. */
  #usedAt = 0
  /** One change after the other: the second sees what the first has made. */
  #changes: Promise<unknown> = Promise.resolve()

  constructor(options: LiveLabOptions) {
    this.#options = options
    this.#lab = options.lab
    this.log = options.world.log.child({ labId: options.lab.id })
    this.#lease = new Deadline(options.world.clock, () => this.#leaseEnded())
  }

  get lab(): Lab {
    return this.#lab
  }

  get labId(): string {
    return this.#lab.id
  }

  get learnerId(): string {
    return this.#lab.learnerId
  }

  get isExam(): boolean {
    return this.#options.lesson?.exam !== undefined
  }

  view(): LabView {
    const { world, estimateMs } = this.#options
    const around = { estimateMs, place: this.#place, facts: this.#facts, ...this.#steps?.view() }
    return viewLab(this.#lab, {
      leaseMs: world.leaseMs,
      keepMs: this.isExam ? 0 : world.keepMs,
      isEngineAway: world.engine.isAway,
      ...around,
    })
  }

  sandbox(): Sandbox | undefined {
    return this.#lab.state === 'ready' ? this.#sandbox : undefined
  }

  subscribe(listener: (event: LabEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  findRunBlock(blockId: string): RunBlock | undefined {
    return this.#options.lesson?.runBlocks.find(({ id }) => id === blockId)
  }

  commandEnded(): void {
    if (this.#steps instanceof LabSteps) this.#steps.commandEnded()
  }

  requestChecks(step?: string): void {
    if (this.#steps instanceof LabSteps) this.#steps.requestChecks(step)
  }

  /**
   * Begins what the learner asked for; the view tells how it goes.
   * @throws KindlabError `lab.outdated`, `lab.not_ready`, `exam.no_help`, and as `LabSteps.startWork`
   */
  startWork({ kind, step, generation }: WorkBody): void {
    this.#lessonSteps(generation).startWork(kind, step)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, `exam.no_help`, and as `LabSteps.revealSolution` */
  async revealSolution({ step, generation, isInsisted }: SolutionBody): Promise<SolutionView> {
    return this.#lessonSteps(generation).revealSolution(step, isInsisted)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, `exam.none`, and as `ExamSteps.openTask` */
  openTask({ task, generation }: TaskBody): void {
    this.#examSteps(generation).openTask(task)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, and as `ExamSteps.handIn` */
  handIn({ generation }: HandInBody): void {
    this.#examSteps(generation).handIn()
  }

  #lessonSteps(generation: number): LabSteps {
    const steps = this.#stepsOf(generation)
    if (steps instanceof ExamSteps) throw new KindlabError('exam.no_help')
    return steps
  }

  #examSteps(generation: number): ExamSteps {
    const steps = this.#stepsOf(generation)
    if (steps instanceof LabSteps) throw new KindlabError('exam.none')
    return steps
  }

  /** Of the cluster that the page shows: what was meant for an older one is refused. */
  #stepsOf(generation: number): LabSteps | ExamSteps {
    if (generation !== this.#lab.generation) throw new KindlabError('lab.outdated')
    if (this.#steps === undefined) throw new KindlabError('lab.not_ready')
    this.touch()
    return this.#steps
  }

  touch(): void {
    const { clock, leaseMs } = this.#options.world
    this.#touchedAt = clock.now()
    this.#usedAt = clock.now()
    if (this.#lab.state !== 'ready') return
    this.#leaseEndsAt = clock.now() + leaseMs
    if (clock.now() - this.#leaseSavedAt < LEASE_STEP_MS && !this.#lab.isShortened) return
    void this.extend().catch((error: unknown) => this.log.error({ err: error }, 'lease.not_saved'))
  }

  /** How long nobody has used it; 0 while it is not ready. */
  idleMs(): number {
    return this.#lab.state === 'ready' ? this.#options.world.clock.now() - this.#usedAt : 0
  }

  /** Ends the lab in `leftMs`, unless it is used before. */
  async shorten(leftMs: number): Promise<void> {
    const { clock } = this.#options.world
    const lab = await this.change((current) =>
      current.state === 'ready' ? shortenLease(current, clock.wallNow() + leftMs) : undefined,
    )
    if (lab.state !== 'ready' || !lab.isShortened) return
    this.#leaseEndsAt = Math.min(this.#leaseEndsAt, clock.now() + leftMs)
    this.#lease.set(this.#leaseEndsAt)
    this.log.info({ leftMs }, 'lease.shortened')
  }

  /** The whole lease from now on, because the learner used the lab or asked for it. */
  async extend(): Promise<void> {
    const { clock, leaseMs } = this.#options.world
    if (this.#lab.state !== 'ready') throw new KindlabError('lab.not_ready')
    this.#touchedAt = clock.now()
    this.#usedAt = clock.now()
    this.#leaseSavedAt = clock.now()
    this.#leaseEndsAt = clock.now() + leaseMs
    this.#lease.set(this.#leaseEndsAt)
    await this.change((lab) => (lab.state === 'ready' ? renewLease(lab, clock.wallNow(), leaseMs) : undefined))
  }

  /**
   * Moves the lab on: in the database first, by compare-and-swap, then here and for everybody who follows it.
   * `transition` answers undefined when there is nothing to do from the state the lab is in; the lab as it is then is returned.
   */
  async change(transition: (lab: Lab) => Lab | undefined): Promise<Lab> {
    const changed = this.#changes.then(() => this.#changeNow(transition, MAX_ATTEMPTS))
    this.#changes = changed.catch(() => undefined)
    return changed
  }

  /** Makes the sandbox the lab's; it shows once the lab is ready. */
  attach(sandbox: Sandbox, { isAdopted = false } = {}): void {
    this.#sandbox = sandbox
    this.isAdopted = isAdopted
  }

  /** Where its boot stands in line; undefined once it is its turn. */
  setPlace(place: Place | undefined): void {
    if (place === this.#place) return
    this.#place = place
    this.announce()
  }

  /** Tells everybody who follows the lab how it is, though its state has not changed: it has its sandbox again. */
  announce(): void {
    this.#emit({ type: 'lab', view: this.view() })
  }

  /** Starts lease and checks of a ready lab. `leaseLeftMs` is counted from now, so that a clock that jumped ends nothing at once. */
  async begin(leaseLeftMs: number): Promise<void> {
    const { world, lesson } = this.#options
    this.#leaseSavedAt = world.clock.now()
    this.#usedAt = this.#leaseSavedAt
    this.#leaseEndsAt = this.#leaseSavedAt + leaseLeftMs
    this.#lease.set(this.#leaseEndsAt)
    if (this.#sandbox === undefined || lesson === undefined || this.#steps !== undefined) return
    const sandbox = this.#sandbox
    this.#steps = this.#makeSteps(lesson, sandbox)
    this.#cancelFacts = world.clock.after(FACTS_AFTER_MS, () => void this.#readFacts(sandbox))
    // The cluster is the learner's, whatever is wrong with its steps.
    await this.#steps.start().catch((error: unknown) => this.log.error({ err: error }, 'steps.not_started'))
  }

  #makeSteps(lesson: Lesson, sandbox: Sandbox): LabSteps | ExamSteps {
    const { world, onOver } = this.#options
    const announce = (): void => this.announce()
    const common = { world, log: this.log, lesson, sandbox, lab: () => this.#lab, announce }
    if (lesson.exam !== undefined) return new ExamSteps({ ...common, onOver: () => onOver(this, 'handed-in') })
    return new LabSteps({
      ...common,
      change: (transition) => this.change(transition),
      isWatched: () => world.clock.now() - this.#touchedAt < WATCHED_FOR_MS,
      emit: (event) => this.#emit(event),
    })
  }

  /** Nobody waits for it: until it is known, lessons show what is usual. */
  async #readFacts(sandbox: Sandbox): Promise<void> {
    try {
      const facts = factsFrom(await scriptVariables(sandbox))
      if (sandbox !== this.#sandbox) return
      this.#facts = facts
      this.announce()
    } catch (error) {
      this.log.warn({ err: error }, 'facts.not_read')
    }
  }

  /** The timer may be early by what was not worth moving it for. */
  #leaseEnded(): void {
    const left = this.#leaseEndsAt - this.#options.world.clock.now()
    if (left > 0) this.#lease.set(this.#leaseEndsAt)
    else this.#options.onOver(this, 'expired')
  }

  /** Stops lease and checks and lets the sandbox go. The lab itself is ended by the registry. */
  stop(): void {
    this.#lease.clear()
    this.#cancelFacts?.()
    this.#steps?.stop()
    this.#steps = undefined
    this.#sandbox = undefined
    this.#facts = undefined
  }

  async #changeNow(transition: (lab: Lab) => Lab | undefined, attempts: number): Promise<Lab> {
    const { store } = this.#options.world
    const wanted = transition(this.#lab)
    if (wanted === undefined || wanted === this.#lab) return this.#lab
    if (await store.labs.replace(this.#lab, wanted)) {
      this.#lab = wanted
      this.#emit({ type: 'lab', view: this.view() })
      return wanted
    }
    const stored = await store.labs.find(this.#lab.id)
    if (stored === undefined || attempts <= 1) throw new Error(`lab ${this.#lab.id} was changed by somebody else`)
    this.#lab = stored
    return this.#changeNow(transition, attempts - 1)
  }

  #emit(event: LabEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
