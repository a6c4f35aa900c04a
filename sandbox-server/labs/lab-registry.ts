import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import { Admission } from './admission.ts'
import { beginFresh, createLab, type EndReason, type Lab } from './lab.ts'
import { giveNotice } from './idle-labs.ts'
import { LabBoots } from './lab-boots.ts'
import { LabEndings } from './lab-endings.ts'
import { findLesson, type LabWorld } from './lab-world.ts'
import { LiveLab } from './live-lab.ts'
import { Reconciler } from './reconciler.ts'
import { SandboxRemovals } from './sandbox-removals.ts'
import { Seats } from './seats.ts'

/** A lab that is on its way out gets this long before a new one is refused. */
const WAIT_FOR_ENDING_MS = 20_000

/** Every lab that has not ended: one per learner. */
export class LabRegistry {
  readonly #world: LabWorld
  readonly #seats = new Seats()
  readonly #admission: Admission
  readonly #boots: LabBoots
  readonly #removals: SandboxRemovals
  readonly #endings: LabEndings
  readonly #reconciler: Reconciler
  readonly #byLearner = new Map<string, LiveLab>()
  readonly #byId = new Map<string, LiveLab>()

  constructor(world: LabWorld) {
    this.#world = world
    this.#admission = new Admission(world, this.#seats, () => this.#makeSeats())
    this.#boots = new LabBoots({ world, admission: this.#admission, seats: this.#seats })
    this.#removals = new SandboxRemovals(world, (sandboxId) => this.#freed(sandboxId))
    this.#endings = new LabEndings({ world, boots: this.#boots, removals: this.#removals })
    this.#reconciler = new Reconciler({
      world,
      boots: this.#boots,
      endings: this.#endings,
      seats: this.#seats,
      live: this.#byId,
    })
  }

  /** Takes up what the last run of the server has left, and keeps looking after it. */
  async start(): Promise<void> {
    for (const lab of await this.#world.store.labs.findLive()) await this.#keep(lab)
    this.#reconciler.start()
  }

  /** Looks at the provider now rather than at the next turn. */
  async reconcile(): Promise<void> {
    await this.#reconciler.reconcile()
  }

  find(labId: string): LiveLab | undefined {
    return this.#byId.get(labId)
  }

  ofLearner(learnerId: string): LiveLab | undefined {
    return this.#byLearner.get(learnerId)
  }

  /**
   * Starts a lab for a lesson, or finds the one that runs for it. `permit` is asked before anything is made, and may refuse by throwing. In a new
   * lab everything before the step `startAt` is done once its sandbox is ready.
   * @throws KindlabError `lesson.no_lab`, `lab.already_running`, `docker.unavailable`, `capacity.…` when waiting would be of no use
   */
  async create(
    learnerId: string,
    lesson: Lesson,
    permit: () => Promise<void> = async () => {},
    startAt?: string,
  ): Promise<LiveLab> {
    if (lesson.lab === 'none') throw new KindlabError('lesson.no_lab')
    await this.#makeRoom(learnerId)
    const running = this.#byLearner.get(learnerId)
    if (running !== undefined) return join(running, lesson)
    await this.#world.provider.ping()
    await this.#requireRoom(lesson)
    await permit()
    const estimateMs = await this.#world.store.labs.estimateBootMs(lesson.nodes)
    // Two requests at once: the second joins what the first has made meanwhile.
    const other = this.#byLearner.get(learnerId)
    return other === undefined ? this.#begin(learnerId, lesson, { estimateMs, startAt }) : join(other, lesson)
  }

  /** Resolves when the lab is known to be ending; its sandbox is removed afterwards, however long it takes. */
  async end(live: LiveLab, reason: EndReason): Promise<void> {
    await this.#endings.start(live, reason)
  }

  /**
   * Gives a ready lab another sandbox in place of that of `generation`. Resolves when the old one is out of everybody's reach; it is removed while the new one boots.
   * @throws KindlabError `lab.not_ready`, `lab.outdated`
   */
  async reset(live: LiveLab, generation: number): Promise<void> {
    const { newId, clock } = this.#world
    const sandboxId = newId().slice(0, 16)
    let oldSandboxId = ''
    const lab = await live.change((current) => {
      if (current.state !== 'ready' || current.generation !== generation) return undefined
      oldSandboxId = current.sandboxId
      return beginFresh(current, { sandboxId, now: clock.wallNow() })
    })
    if (lab.sandboxId !== sandboxId)
      throw new KindlabError(lab.generation === generation ? 'lab.not_ready' : 'lab.outdated')
    live.stop()
    live.log.info({ generation: lab.generation, sandboxId }, 'lab.reset')
    await this.#audit(live, 'lab.reset')
    void this.#removals.remove(oldSandboxId, live.log)
    this.#boots.start(live)
  }

  /** Sandboxes stay. */
  async close(): Promise<void> {
    this.#reconciler.close()
    this.#removals.close()
    await this.#boots.stopAll()
    this.#admission.close()
    for (const live of this.#byId.values()) live.stop()
  }

  async #makeRoom(learnerId: string): Promise<void> {
    const live = this.#byLearner.get(learnerId)
    if (live === undefined || live.lab.state === 'creating' || live.lab.state === 'ready') return
    await this.end(live, 'learner')
    const { promise: isLate, resolve } = Promise.withResolvers<void>()
    const cancel = this.#world.clock.after(WAIT_FOR_ENDING_MS, resolve)
    await Promise.race([this.#endings.whenEnded(live), isLate])
    cancel()
  }

  async #begin(
    learnerId: string,
    lesson: Lesson,
    { estimateMs, startAt }: { estimateMs: number | undefined; startAt: string | undefined },
  ): Promise<LiveLab> {
    const { store, newId, clock, log } = this.#world
    const lab = createLab({
      id: newId(),
      learnerId,
      module: lesson.moduleId,
      lesson: lesson.id,
      nodeCount: lesson.nodes,
      sandboxId: newId().slice(0, 16),
      createdAt: clock.wallNow(),
      seed: Number.parseInt(newId().slice(0, 8), 16),
      ...(startAt === undefined ? {} : { startAt }),
    })
    const live = this.#remember(lab, estimateMs)
    try {
      await store.labs.add(lab)
    } catch (error) {
      this.#forget(live)
      throw error
    }
    await this.#audit(live, 'lab.created')
    log.info({ labId: lab.id, learnerId, lesson: lesson.folder, sandboxId: lab.sandboxId }, 'lab.created')
    this.#boots.start(live)
    return live
  }

  /** What ends of others' labs can bring is waited for; what they cannot is said at once. */
  async #requireRoom({ nodes }: Lesson): Promise<void> {
    const shortage = await this.#admission.findShortage(nodes)
    if (shortage === undefined) return
    if (shortage.code !== 'capacity.disk' && this.#seats.taken.clusters > 0) return
    throw new KindlabError(shortage.code, { detail: shortage.detail })
  }

  #makeSeats(): void {
    giveNotice(this.#byId.values(), this.#admission.waitingCount).catch((error: unknown) =>
      this.#world.log.error({ err: error }, 'notice.not_given'),
    )
  }

  #freed(sandboxId: string): void {
    this.#seats.give(sandboxId)
    this.#admission.look()
  }

  async #keep(lab: Lab): Promise<void> {
    if (lab.state === 'ready' || lab.state === 'ending') this.#seats.take(lab.sandboxId, lab.nodeCount)
    this.#remember(lab, await this.#world.store.labs.estimateBootMs(lab.nodeCount))
  }

  #remember(lab: Lab, estimateMs: number | undefined): LiveLab {
    const live = new LiveLab({
      world: this.#world,
      lab,
      lesson: findLesson(this.#world.course, lab.module, lab.lesson),
      estimateMs,
      onExpired: (expired) => void this.#expire(expired),
    })
    let state = lab.state
    live.subscribe((event) => {
      if (event.type !== 'lab' || event.view.state === state) return
      state = event.view.state
      void this.#audit(live, `lab.${state}`)
      if (state === 'ended') this.#forget(live)
    })
    this.#byId.set(lab.id, live)
    this.#byLearner.set(lab.learnerId, live)
    return live
  }

  async #audit(live: LiveLab, event: string): Promise<void> {
    const { store, clock } = this.#world
    await store.audit
      .add({ event, learnerId: live.learnerId, subject: live.labId }, clock.wallNow())
      .catch((error: unknown) => live.log.error({ err: error }, 'audit.not_saved'))
  }

  #forget(live: LiveLab): void {
    this.#byId.delete(live.labId)
    if (this.#byLearner.get(live.learnerId) === live) this.#byLearner.delete(live.learnerId)
  }

  async #expire(live: LiveLab): Promise<void> {
    if (!live.isExpired()) return
    await this.end(live, 'expired').catch((error: unknown) => live.log.error({ err: error }, 'lab.not_expired'))
  }
}

function join(live: LiveLab, lesson: Lesson): LiveLab {
  const { state, module, lesson: lessonId } = live.lab
  if (state !== 'creating' && state !== 'ready') {
    throw new KindlabError('lab.already_running', { detail: 'the last one is still ending' })
  }
  if (module === lesson.moduleId && lessonId === lesson.id) return live
  throw new KindlabError('lab.already_running', { detail: `${module}/${lessonId}` })
}
