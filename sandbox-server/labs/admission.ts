import { AS_COUNTED, type Demand, findShortage, NO_CLUSTERS, type Shortage } from '#server/capacity/seats.ts'
import { Loop } from '#server/time/loop.ts'
import type { LabWorld } from './lab-world.ts'
import { sum, type TakenSeats } from './taken-seats.ts'

/** A position in the queue, and what the machine lacks. No shortage: only other boots are in the way. */
export interface Place {
  position: number
  shortage: Shortage['code'] | undefined
}

export interface AdmissionRequest {
  sandboxId: string
  nodeCount: 1 | 2
  /** `reset` had a seat before and goes first. No learner waits for `pool`, so it goes last, and alone. */
  rank: 'reset' | 'learner' | 'pool'
  /** Monotonic time of the request. A request that is queued again after a failed claim keeps its position. */
  since: number
  signal: AbortSignal
  /** How many ready sandboxes can be claimed; a claim needs no room. */
  countClaimable?: () => number
  /** Called when the place changes, until the request is admitted. */
  onPlace: (place: Place) => void
}

/** `claim`: the request may only claim a ready sandbox; no seat is taken for it. */
export type Turn = 'boot' | 'claim'

interface QueuedRequest extends AdmissionRequest {
  admit: (turn: Turn) => void
  place: Place | undefined
}

/** The use of the clusters at the moment. */
export type ClusterUse = Pick<Demand, 'frozen' | 'factors'>

export interface RoomRequest {
  nodeCount: 1 | 2
  /** Learners in the queue. */
  waitingCount: number
}

const RANKS = ['reset', 'learner', 'pool'] as const
/** The machine can get room without an event in this process. */
const RETRY_MS = 5_000

/** The queue for new sandboxes: in the order of the requests, a few at a time, and never more than the machine has room for. */
export class Admission {
  readonly #world: LabWorld
  readonly #seats: TakenSeats
  readonly #onFull: (room: RoomRequest) => void
  readonly #readUse: () => ClusterUse
  readonly #queue: QueuedRequest[] = []
  readonly #booting = new Map<string, 1 | 2>()
  /** Admitted claims that have not ended. */
  #claiming = 0
  readonly #loop: Loop

  /** `onFull` is called on each attempt to admit a learner that fails for lack of room. */
  constructor(
    world: LabWorld,
    seats: TakenSeats,
    onFull: (room: RoomRequest) => void,
    readUse: () => ClusterUse = () => ({ frozen: NO_CLUSTERS, factors: AS_COUNTED }),
  ) {
    this.#world = world
    this.#readUse = readUse
    this.#onFull = onFull
    this.#seats = seats
    this.#loop = new Loop({
      clock: world.clock,
      run: async () => {
        await this.#admitNext()
        return this.#queue.length > 0 ? RETRY_MS : undefined
      },
    })
    seats.onFree(() => this.requeue())
  }

  /** Learners in the queue; the pool does not count. */
  get waitingCount(): number {
    return this.#queue.filter(({ rank }) => rank !== 'pool').length
  }

  get bootingCount(): number {
    return this.#booting.size
  }

  /** Whether the sandbox is admitted and its work is not done. */
  isBooting(sandboxId: string): boolean {
    return this.#booting.has(sandboxId)
  }

  /**
   * Runs `work` once the request is admitted. For a boot the seat is taken from then on, and stays taken.
   * @throws the reason of the signal when it aborts in the queue
   */
  async run<T>(request: AdmissionRequest, work: (turn: Turn) => Promise<T>): Promise<T> {
    const turn = await this.#enter(request)
    try {
      return await work(turn)
    } finally {
      if (turn === 'claim') this.#claiming -= 1
      this.#booting.delete(request.sandboxId)
      this.requeue()
    }
  }

  /** The resource that the machine lacks for one more cluster; undefined: none. @throws KindlabError `docker.unavailable` */
  async findShortage(nodeCount: 1 | 2): Promise<Shortage | undefined> {
    const { provider, maxLabs } = this.#world
    const facts = await provider.hostFacts()
    if (facts === undefined) return undefined
    return findShortage(facts, {
      taken: this.#seats.total,
      booting: sum(this.#booting.values()),
      wanted: sum([nodeCount]),
      ...this.#readUse(),
      maxClusters: maxLabs,
    })
  }

  /** Admits the next requests if there is room now. */
  requeue(): void {
    this.#loop.requeue()
  }

  close(): void {
    this.#loop.close()
  }

  async #enter(request: AdmissionRequest): Promise<Turn> {
    const { signal } = request
    signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<Turn>()
    const queued: QueuedRequest = { ...request, admit: resolve, place: undefined }
    const giveUp = (): void => {
      this.#leave(queued)
      reject(signal.reason)
      this.requeue()
    }
    const behind = this.#queue.findIndex((other) => goesBefore(request, other))
    this.#queue.splice(behind === -1 ? this.#queue.length : behind, 0, queued)
    signal.addEventListener('abort', giveUp, { once: true })
    this.requeue()
    return promise.finally(() => signal.removeEventListener('abort', giveUp))
  }

  #leave(queued: QueuedRequest): void {
    const index = this.#queue.indexOf(queued)
    if (index !== -1) this.#queue.splice(index, 1)
  }

  async #admitNext(): Promise<void> {
    const [first] = this.#queue
    if (first === undefined) return
    const claimable = first.countClaimable?.() ?? 0
    if (claimable > this.#claiming) return this.#admitToClaim(first)
    // Every claimable sandbox is promised already; the end of a claim requeues soon.
    if (claimable > 0) return
    const maxBoots = first.rank === 'pool' ? 1 : this.#world.bootsAtOnce
    let shortage: Shortage['code'] | undefined
    if (this.#booting.size < maxBoots) {
      try {
        shortage = (await this.findShortage(first.nodeCount))?.code
      } catch (error) {
        this.#world.log.warn({ err: error }, 'admission.not_measured')
        return this.#announcePlaces(undefined)
      }
      // The order of the queue may have changed during the measurement.
      if (this.#queue[0] !== first) return this.requeue()
      if (shortage === undefined) return this.#admitToBoot(first)
    }
    this.#announcePlaces(shortage)
    if (shortage === undefined || first.rank === 'pool') return
    this.#onFull({ nodeCount: first.nodeCount, waitingCount: this.waitingCount })
  }

  #admitToClaim(queued: QueuedRequest): void {
    this.#leave(queued)
    this.#claiming += 1
    queued.admit('claim')
    this.requeue()
  }

  #admitToBoot(queued: QueuedRequest): void {
    this.#leave(queued)
    this.#booting.set(queued.sandboxId, queued.nodeCount)
    this.#seats.take(queued.sandboxId, queued.nodeCount)
    queued.admit('boot')
    this.requeue()
  }

  #announcePlaces(shortage: Shortage['code'] | undefined): void {
    for (const [index, queued] of this.#queue.entries()) {
      const place = { position: index + 1, shortage }
      if (queued.place?.position === place.position && queued.place.shortage === place.shortage) continue
      queued.place = place
      queued.onPlace(place)
    }
  }
}

function goesBefore(one: AdmissionRequest, other: AdmissionRequest): boolean {
  if (one.rank !== other.rank) return RANKS.indexOf(one.rank) < RANKS.indexOf(other.rank)
  return one.since < other.since
}
