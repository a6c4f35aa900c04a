import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { countSeats, type Needs } from '#server/capacity/seats.ts'
import { beginFresh, type EndReason, type Lab, type LabOrigin } from '#server/model/lab.ts'
import { Admission, type ClusterUse, type RoomRequest } from './admission.ts'
import { DiskGuard } from './disk-guard.ts'
import { KeptLabs } from './kept-labs.ts'
import { recordAudit } from './lab-audit.ts'
import { LabBoots } from './lab-boots.ts'
import { LabEndings } from './lab-endings.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'
import { LiveLabs } from './live-labs.ts'
import { makeRoom } from './make-room.ts'
import { openLab } from './open-lab.ts'
import { PoolDemand, usualNodeCount } from './pool-demand.ts'
import { PoolMembers } from './pool-members.ts'
import { Reconciler } from './reconciler.ts'
import { SandboxPool } from './sandbox-pool.ts'
import { SandboxRemovals } from './sandbox-removals.ts'
import { startLab, type StartLabParts } from './start-lab.ts'
import { Suspensions } from './suspensions.ts'
import { sum, TakenSeats } from './taken-seats.ts'
import { UseSampler } from './use-sampler.ts'

export interface LabStatus {
  labs: Record<Exclude<Lab['state'], 'ended'>, number>
  waiting: number
  booting: number
  pooled: number
  /** Ready labs with a frozen cluster. */
  frozen: number
  /** The figures of the running clusters: as counted, and as measured in the last minute. */
  use: { counted: Needs; measured: Needs }
  taken: number
}

export interface CreateOptions {
  /** May refuse by throwing. */
  permit?: () => Promise<void>
  /** In a new lab the server does every step before this one. */
  startAt?: string | undefined
  origin?: LabOrigin
}

/** The labs of this server: wires their parts, and is the only interface for routes, terminals and metrics. */
export class Labs {
  readonly #parts: StartLabParts
  readonly #demand: PoolDemand
  readonly #pool: SandboxPool
  readonly #removals: SandboxRemovals
  readonly #kept: KeptLabs
  readonly #reconciler: Reconciler
  readonly #disks: DiskGuard
  readonly #use: UseSampler
  #unsubscribeEngine: (() => void) | undefined

  constructor(world: LabWorld) {
    const liveLabs = new LiveLabs()
    const seats = new TakenSeats()
    const removals = new SandboxRemovals(world, seats)
    const members = new PoolMembers({ world, seats, removals })
    const onFull = (room: RoomRequest): void => {
      makeRoom({ liveLabs, members }, room).catch((error: unknown) => world.log.error({ err: error }, 'room.not_made'))
    }
    const admission = new Admission(world, seats, onFull, () => this.#readUse())
    const demand = new PoolDemand({ clock: world.clock, max: world.poolSize, liveLabs })
    const nodeCount = usualNodeCount(world.course)
    const suspensions = new Suspensions({ world, admission, seats })
    const boots = new LabBoots({ world, admission, seats, members, suspensions })
    const endings = new LabEndings({ world, boots, removals })
    const kept = new KeptLabs({ world, boots, endings, suspensions })
    this.#parts = { world, liveLabs, admission, seats, members, boots, endings }
    this.#demand = demand
    this.#removals = removals
    this.#kept = kept
    this.#pool = new SandboxPool({ world, admission, seats, members, demand, liveLabs, nodeCount })
    this.#use = new UseSampler({ world, isBooting: (id) => admission.isBooting(id) })
    this.#disks = new DiskGuard({ world, liveLabs, kept, endings })
    this.#reconciler = new Reconciler({ world, boots, endings, kept, seats, members, liveLabs })
  }

  /** Restores the labs of the previous run of the server, and starts the loops. */
  async start(): Promise<void> {
    const { world } = this.#parts
    for (const lab of await world.store.labs.findLive()) await this.#restore(lab)
    this.#unsubscribeEngine = world.engine.subscribe(() => this.#engineChanged())
    this.#pool.requeue()
    this.#reconciler.start()
    this.#disks.start()
    this.#use.start()
  }

  /** Compares labs and sandboxes now, rather than at the next interval. */
  async reconcile(): Promise<void> {
    await this.#reconciler.reconcile()
  }

  /** A learner has loaded a page, and may start a lab next. */
  noteVisitor(learnerId: string): void {
    this.#demand.noteLearner(learnerId)
    this.#pool.requeue()
  }

  /** The disk is nearly full: the server accepts only changes that free space. */
  get isReadOnly(): boolean {
    return this.#disks.isReadOnly
  }

  /** Used share of the fullest disk, from 0 to 1. */
  get usedDisk(): number {
    return this.#disks.used
  }

  status(): LabStatus {
    const { liveLabs, admission, members, seats } = this.#parts
    const { waitingCount: waiting, bootingCount: booting } = admission
    return {
      labs: liveLabs.countByState(),
      waiting,
      booting,
      pooled: members.freeIds.length,
      frozen: liveLabs.all.filter(({ freezing }) => freezing.isFrozen).length,
      taken: seats.total.clusters,
      use: { counted: this.#use.counted, measured: this.#use.measured },
    }
  }

  /** How many more clusters fit; undefined when nothing limits them. @throws KindlabError `docker.unavailable` */
  async countFreeSeats(): Promise<number | undefined> {
    const { world, seats } = this.#parts
    const facts = await world.provider.hostFacts()
    return facts && countSeats(facts, { taken: seats.total, maxClusters: world.maxLabs, ...this.#readUse() }).seats
  }

  find(labId: string): LiveLab | undefined {
    return this.#parts.liveLabs.find(labId)
  }

  ofLearner(learnerId: string): LiveLab | undefined {
    return this.#parts.liveLabs.ofLearner(learnerId)
  }

  /** From the start of the lab until the learner hands the exam in. Other people may not help meanwhile. */
  isInExam(learnerId: string): boolean {
    return this.ofLearner(learnerId)?.isExam === true
  }

  /** As `startLab`. */
  async create(learnerId: string, lesson: Lesson, options: CreateOptions = {}): Promise<LiveLab> {
    const { permit = async () => {}, startAt, origin = {} } = options
    return startLab(this.#parts, { learnerId, lesson, permit, startAt, origin })
  }

  /** As `KeptLabs.keep`. */
  async keep(live: LiveLab): Promise<void> {
    await this.#kept.keep(live)
  }

  /** As `KeptLabs.resume`. */
  async resume(live: LiveLab): Promise<void> {
    await this.#kept.resume(live)
  }

  /** Resolves when the lab is persisted as ending; its sandbox is removed in the background. */
  async end(live: LiveLab, reason: EndReason): Promise<void> {
    await this.#parts.endings.start(live, reason)
  }

  /**
   * Replaces the sandbox of `generation`. Resolves when requests no longer reach the old sandbox; it is removed while the new one boots.
   * @throws KindlabError `lab.not_ready`, `lab.outdated`
   */
  async reset(live: LiveLab, generation: number): Promise<void> {
    const { world, boots } = this.#parts
    const sandboxId = world.newId().slice(0, 16)
    let oldSandboxId = ''
    const lab = await live.change((current) => {
      if (current.state !== 'ready' || current.generation !== generation) return undefined
      oldSandboxId = current.sandboxId
      return beginFresh(current, { sandboxId, now: world.clock.wallNow() })
    })
    if (lab.sandboxId !== sandboxId)
      throw new KindlabError(lab.generation === generation ? 'lab.not_ready' : 'lab.outdated')
    live.stop()
    live.log.info({ generation: lab.generation, sandboxId }, 'lab.reset')
    await recordAudit(world, live, 'lab.reset')
    void this.#removals.remove(oldSandboxId, live.log)
    await boots.startAndAwaitClaim(live)
  }

  /** Sandboxes stay. */
  async close(): Promise<void> {
    const { liveLabs, boots, admission } = this.#parts
    this.#unsubscribeEngine?.()
    this.#reconciler.close()
    this.#disks.close()
    this.#use.close()
    this.#removals.close()
    await Promise.all([boots.stopAll(), this.#pool.close()])
    admission.close()
    for (const each of liveLabs.all) each.stop()
  }

  async #restore(lab: Lab): Promise<void> {
    const { world, seats } = this.#parts
    if (lab.state !== 'creating' && lab.state !== 'failed') seats.take(lab.sandboxId, lab.nodeCount)
    openLab(this.#parts, lab, await world.store.labs.estimateBootMs(lab.nodeCount))
  }

  #readUse(): ClusterUse {
    const { liveLabs, members } = this.#parts
    const labs = liveLabs.all.filter(({ freezing }) => freezing.isFrozen).map(({ lab }) => lab.nodeCount)
    return { frozen: sum([...labs, ...members.frozenNodeCounts]), factors: this.#use.factors }
  }

  #engineChanged(): void {
    const { liveLabs, world, admission } = this.#parts
    for (const each of liveLabs.all) each.announce()
    if (!world.engine.isAway) admission.requeue()
  }
}
