import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import { countSeats } from '#server/capacity/seats.ts'
import { Admission } from './admission.ts'
import { beginFresh, createLab, type EndReason, type Lab } from './lab.ts'
import { giveNotice } from './idle-labs.ts'
import { LabBoots } from './lab-boots.ts'
import { LabEndings } from './lab-endings.ts'
import { joinLab } from './join-lab.ts'
import { KeptLabs } from './kept-labs.ts'
import { chooseSeed } from './lab-seed.ts'
import { findLesson, type LabWorld } from './lab-world.ts'
import { LiveLab } from './live-lab.ts'
import { PoolDemand, usualNodeCount } from './pool-demand.ts'
import { Reconciler } from './reconciler.ts'
import { SandboxPool } from './sandbox-pool.ts'
import { SandboxRemovals } from './sandbox-removals.ts'
import { Seats } from './seats.ts'

/** A lab that is on its way out gets this long before a new one is refused. */
const WAIT_FOR_ENDING_MS = 20_000
/** Who asks for a lab has these already; others make room for it. */
const STAYS: ReadonlySet<Lab['state']> = new Set(['creating', 'ready', 'kept'])
/** Taking a ready sandbox takes a tenth of this. */
const CLAIM_WITHIN_MS = 2_000

export interface LabStatus {
  labs: Record<Exclude<Lab['state'], 'ended'>, number>
  waiting: number
  booting: number
  pooled: number
  taken: number
}

/** Every lab that has not ended: one per learner. */
export class LabRegistry {
  readonly #world: LabWorld
  readonly #seats = new Seats()
  readonly #admission: Admission
  readonly #demand: PoolDemand
  readonly #pool: SandboxPool
  readonly #boots: LabBoots
  readonly #removals: SandboxRemovals
  readonly #endings: LabEndings
  readonly kept: KeptLabs
  readonly #reconciler: Reconciler
  readonly #byLearner = new Map<string, LiveLab>()
  #leaveEngine: (() => void) | undefined
  readonly #byId = new Map<string, LiveLab>()

  constructor(world: LabWorld) {
    this.#world = world
    this.#admission = new Admission(world, this.#seats, (nodeCount) => this.#makeSeats(nodeCount))
    this.#removals = new SandboxRemovals(world, (sandboxId) => this.#freed(sandboxId))
    this.#demand = new PoolDemand({
      clock: world.clock,
      max: world.poolSize,
      learnersWithLab: () => [...this.#byLearner].flatMap(([id, { lab }]) => (lab.state === 'kept' ? [] : [id])),
    })
    this.#pool = new SandboxPool({
      world,
      admission: this.#admission,
      seats: this.#seats,
      removals: this.#removals,
      nodeCount: usualNodeCount(world.course),
      demand: this.#demand,
      isOwned: (sandboxId) => [...this.#byId.values()].some(({ lab }) => lab.sandboxId === sandboxId),
    })
    const common = { world, admission: this.#admission, seats: this.#seats }
    const whenSuspended = (live: LiveLab) => this.kept.whenSuspended(live)
    this.#boots = new LabBoots({ ...common, pool: this.#pool, whenSuspended })
    this.#endings = new LabEndings({ world, boots: this.#boots, removals: this.#removals })
    const parts = { ...common, boots: this.#boots, endings: this.#endings }
    this.kept = new KeptLabs(parts)
    this.#reconciler = new Reconciler({ ...parts, kept: this.kept, pool: this.#pool, live: this.#byId })
  }

  /** Takes up what the last run of the server has left, and keeps looking after it. */
  async start(): Promise<void> {
    for (const lab of await this.#world.store.labs.findLive()) await this.#keep(lab)
    this.#leaveEngine = this.#world.engine.subscribe(() => this.#engineChanged())
    this.#pool.start()
    this.#reconciler.start()
  }

  /** Looks at the provider now rather than at the next turn. */
  async reconcile(): Promise<void> {
    await this.#reconciler.reconcile()
  }

  /** A learner has loaded a page, and may start a lab next. */
  noteVisitor(learnerId: string): void {
    this.#demand.note(learnerId)
    this.#pool.look()
  }

  /** What there is now, in numbers. */
  status(): LabStatus {
    const labs: LabStatus['labs'] = { creating: 0, ready: 0, kept: 0, failed: 0, ending: 0 }
    for (const { lab } of this.#byId.values()) if (lab.state !== 'ended') labs[lab.state] += 1
    const { waitingCount: waiting, bootingCount: booting } = this.#admission
    return { labs, waiting, booting, pooled: this.#pool.readyCount, taken: this.#seats.taken.clusters }
  }

  /** How many more clusters fit; undefined when nothing limits them. @throws KindlabError `docker.unavailable` */
  async countFreeSeats(): Promise<number | undefined> {
    const { provider, maxLabs: maxClusters } = this.#world
    const facts = await provider.hostFacts()
    return facts && countSeats(facts, { taken: this.#seats.taken, maxClusters }).seats
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
   * @throws KindlabError `lesson.no_lab`, `lab.already_running`, `docker.unavailable`, `work.unknown_step`, `capacity.…` when waiting would be of no use
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
    if (running !== undefined) return joinLab(running, lesson)
    await this.#world.provider.ping()
    await this.#requireRoom(lesson)
    await permit()
    const estimateMs = await this.#world.store.labs.estimateBootMs(lesson.nodes)
    // Two requests at once: the second joins what the first has made meanwhile.
    const other = this.#byLearner.get(learnerId)
    return other === undefined ? this.#begin(learnerId, lesson, { estimateMs, startAt }) : joinLab(other, lesson)
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
    await this.#boot(live)
  }

  /** Sandboxes stay. */
  async close(): Promise<void> {
    this.#leaveEngine?.()
    this.#reconciler.close()
    this.#removals.close()
    await Promise.all([this.#boots.stopAll(), this.#pool.close()])
    this.#admission.close()
    for (const live of this.#byId.values()) live.stop()
  }

  async #makeRoom(learnerId: string): Promise<void> {
    const live = this.#byLearner.get(learnerId)
    if (live === undefined || STAYS.has(live.lab.state)) return
    await this.end(live, 'learner')
    await this.#atMost(WAIT_FOR_ENDING_MS, this.#endings.whenEnded(live))
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
      seed: chooseSeed(lesson, Number.parseInt(newId().slice(0, 8), 16), startAt),
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
    await this.#boot(live)
    return live
  }

  /** What ends of others' labs can bring is waited for; what they cannot is said at once. */
  async #requireRoom({ nodes }: Lesson): Promise<void> {
    if (this.#pool.countFree(nodes) > 0) return
    const shortage = await this.#admission.findShortage(nodes)
    if (shortage === undefined) return
    if (shortage.code !== 'capacity.disk' && this.#seats.taken.clusters > 0) return
    throw new KindlabError(shortage.code, { detail: shortage.detail })
  }

  #engineChanged(): void {
    for (const live of this.#byId.values()) live.announce()
    if (!this.#world.engine.isAway) this.#admission.look()
  }

  #makeSeats(nodeCount: 1 | 2): void {
    this.#pool.makeRoom(nodeCount)
    giveNotice(this.#byId.values(), this.#admission.waitingCount).catch((error: unknown) =>
      this.#world.log.error({ err: error }, 'notice.not_given'),
    )
  }

  #freed(sandboxId: string): void {
    this.#seats.give(sandboxId)
    this.#admission.look()
  }

  /** With a ready sandbox in the pool the answer is worth waiting for: the page then never shows a boot. */
  async #boot(live: LiveLab): Promise<void> {
    const isSoon = this.#pool.countFree(live.lab.nodeCount) > 0 && this.#admission.waitingCount === 0
    this.#boots.start(live)
    if (isSoon) await this.#atMost(CLAIM_WITHIN_MS, this.#boots.whenEnded(live))
  }

  async #atMost(durationMs: number, work: Promise<void>): Promise<void> {
    const { promise: isLate, resolve } = Promise.withResolvers<void>()
    const cancel = this.#world.clock.after(durationMs, resolve)
    await Promise.race([work, isLate])
    cancel()
  }

  async #keep(lab: Lab): Promise<void> {
    if (lab.state !== 'creating' && lab.state !== 'failed') this.#seats.take(lab.sandboxId, lab.nodeCount)
    this.#remember(lab, await this.#world.store.labs.estimateBootMs(lab.nodeCount))
  }

  #remember(lab: Lab, estimateMs: number | undefined): LiveLab {
    const live = new LiveLab({
      world: this.#world,
      lab,
      lesson: findLesson(this.#world.course, lab.module, lab.lesson),
      estimateMs,
      onOver: (over, reason) => void this.#endByItself(over, reason),
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

  async #endByItself(live: LiveLab, reason: EndReason): Promise<void> {
    await this.end(live, reason).catch((error: unknown) => live.log.error({ err: error, reason }, 'lab.not_ended'))
  }
}
