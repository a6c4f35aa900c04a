import type { Logger } from 'pino'
import { factsFrom } from '#course/sandbox-facts.ts'
import type { Lesson, RunBlock } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { HandInBody, TaskBody } from '#protocol/exam.ts'
import type { SolutionBody, SolutionView } from '#protocol/progress.ts'
import type { LabView } from '#protocol/views.ts'
import type { WorkBody } from '#protocol/work.ts'
import { scriptVariables } from '#server/checks/run-script.ts'
import type { LabEvent, LabSession } from '#server/model/lab-session.ts'
import type { Lab } from '#server/model/lab.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Place } from './admission.ts'
import type { LabContext } from './lab-context.ts'
import { LabFreezing } from './lab-freezing.ts'
import { LabLease } from './lab-lease.ts'
import type { LabLesson } from './lab-lesson.ts'
import { LabRecord } from './lab-record.ts'
import { viewLab } from './lab-view.ts'
import type { LabWorld } from './lab-world.ts'

export interface LiveLabOptions {
  world: LabWorld
  lab: Lab
  /** Undefined when the course no longer has the lesson: the lab continues without run blocks and checks. */
  lesson: Lesson | undefined
  estimateMs: number | undefined
  /** The lease expired, or the exam of the lab is handed in. */
  onOver: (live: LiveLab, reason: 'expired' | 'handed-in') => void
}

/** Delays the facts, so that reading them does not slow the learner's first shell down. */
const FACTS_AFTER_MS = 1_000

/** A lab that has not ended: its state, its sandbox, its lease, its lesson and its subscribers. */
export class LiveLab implements LabSession {
  readonly log: Logger
  readonly lease: LabLease
  readonly freezing: LabFreezing
  isAdopted = false
  readonly #options: LiveLabOptions
  readonly #record: LabRecord
  readonly #context: LabContext
  readonly #listeners = new Set<(event: LabEvent) => void>()
  #sandbox: Sandbox | undefined
  #lesson: LabLesson | undefined
  #facts: Readonly<Record<string, string>> | undefined
  #cancelFacts: (() => void) | undefined
  #place: Place | undefined
  #isNodeGone = false

  constructor(options: LiveLabOptions) {
    const { world, lab, onOver } = options
    this.#options = options
    this.log = world.log.child({ labId: lab.id })
    this.#record = new LabRecord({ store: world.store, lab, onChange: () => this.announce() })
    this.#context = {
      log: this.log,
      lab: () => this.lab,
      change: (transition) => this.change(transition),
      emit: (event) => this.#emit(event),
      announce: () => this.announce(),
      isLearnerActive: () => this.lease.isLearnerActive,
    }
    const onExpired = (): void => onOver(this, 'expired')
    this.lease = new LabLease({ clock: world.clock, leaseMs: world.leaseMs, context: this.#context, onExpired })
    this.freezing = new LabFreezing({
      world,
      context: this.#context,
      idleMs: () => this.lease.idleMs,
      isBusy: () => this.isExam || this.#lesson?.view().work?.work !== undefined,
    })
  }

  get lab(): Lab {
    return this.#record.lab
  }

  get labId(): string {
    return this.lab.id
  }

  get learnerId(): string {
    return this.lab.learnerId
  }

  get isExam(): boolean {
    return this.#options.lesson?.exam !== undefined
  }

  view(): LabView {
    const { world, estimateMs } = this.#options
    return viewLab(this.lab, {
      leaseMs: world.leaseMs,
      keepMs: this.isExam ? 0 : world.keepMs,
      isEngineAway: world.engine.isAway,
      isWaking: this.freezing.isWaking,
      isNodeGone: this.#isNodeGone,
      estimateMs,
      place: this.#place,
      facts: this.#facts,
      ...this.#lesson?.view(),
    })
  }

  sandbox(): Sandbox | undefined {
    return this.lab.state === 'ready' ? this.#sandbox : undefined
  }

  subscribe(listener: (event: LabEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  findRunBlock(blockId: string): RunBlock | undefined {
    return this.#options.lesson?.runBlocks.find(({ id }) => id === blockId)
  }

  touch(): void {
    this.lease.touch()
    this.freezing.wake()
  }

  show(): () => void {
    return this.freezing.show()
  }

  commandEnded(): void {
    this.#lesson?.commandEnded()
  }

  requestChecks(step?: string): void {
    this.freezing.wake()
    this.#lesson?.requestChecks(step)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, and as `LabLesson.startWork` */
  startWork({ kind, step, generation }: WorkBody): void {
    this.#lessonOf(generation).startWork(kind, step)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, and as `LabLesson.revealSolution` */
  async revealSolution({ step, generation, isInsisted }: SolutionBody): Promise<SolutionView> {
    return this.#lessonOf(generation).revealSolution(step, isInsisted)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, and as `LabLesson.openTask` */
  openTask({ task, generation }: TaskBody): void {
    this.#lessonOf(generation).openTask(task)
  }

  /** @throws KindlabError `lab.outdated`, `lab.not_ready`, and as `LabLesson.handIn` */
  handIn({ generation }: HandInBody): void {
    this.#lessonOf(generation).handIn()
  }

  /** Changes the state of the lab as `LabRecord.change` does; subscribers receive the new view. */
  async change(transition: (lab: Lab) => Lab | undefined): Promise<Lab> {
    return this.#record.change(transition)
  }

  /** Assigns the sandbox to the lab. `sandbox()` returns it once the lab is ready. */
  attach(sandbox: Sandbox, { isAdopted = false, isFrozen = false } = {}): void {
    this.#sandbox = this.freezing.attach(sandbox, isFrozen)
    this.isAdopted = isAdopted
    this.#isNodeGone = false
  }

  /** A node of the sandbox is removed, or the whole sandbox: nothing can start it again. */
  setNodeGone(isNodeGone: boolean): void {
    if (isNodeGone === this.#isNodeGone) return
    this.#isNodeGone = isNodeGone
    this.announce()
  }

  /** The place of its boot in the queue; undefined once the boot starts. */
  setPlace(place: Place | undefined): void {
    if (place === this.#place) return
    this.#place = place
    this.announce()
  }

  /** Sends the current view to every subscriber. */
  announce(): void {
    this.#emit({ type: 'lab', view: this.view() })
  }

  /** Starts lease and lesson of a ready lab. */
  async start(leaseLeftMs: number): Promise<void> {
    const { world, lesson, onOver } = this.#options
    this.lease.start(leaseLeftMs)
    if (this.#sandbox === undefined || lesson === undefined || this.#lesson !== undefined) return
    const sandbox = this.#sandbox
    const onHandedIn = (): void => onOver(this, 'handed-in')
    this.#lesson = world.createLesson({ world, context: this.#context, lesson, sandbox, onHandedIn })
    this.#cancelFacts = world.clock.after(FACTS_AFTER_MS, () => void this.#readFacts(sandbox))
    // The learner can use the cluster even if its lesson fails to start.
    await this.#lesson.start().catch((error: unknown) => this.log.error({ err: error }, 'lesson.not_started'))
  }

  /** Stops lease and lesson and releases the sandbox. Ending the lab itself is up to `LabEndings`. */
  stop(): void {
    this.lease.stop()
    this.freezing.stop()
    this.#cancelFacts?.()
    this.#lesson?.stop()
    this.#lesson = undefined
    this.#sandbox = undefined
    this.#facts = undefined
  }

  /** A request names the generation that its page shows: one for an older cluster is refused. */
  #lessonOf(generation: number): LabLesson {
    if (generation !== this.lab.generation) throw new KindlabError('lab.outdated')
    if (this.#lesson === undefined) throw new KindlabError('lab.not_ready')
    this.touch()
    return this.#lesson
  }

  /** Until the facts are known, lessons show the usual values. */
  async #readFacts(sandbox: Sandbox): Promise<void> {
    try {
      const facts = factsFrom(await scriptVariables(sandbox))
      if (sandbox !== this.#sandbox) return
      this.#facts = facts
      this.announce()
    } catch (error) {
      if (sandbox === this.#sandbox) this.log.warn({ err: error }, 'facts.not_read')
    }
  }

  #emit(event: LabEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
