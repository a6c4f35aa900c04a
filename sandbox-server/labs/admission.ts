import { findShortage, type Shortage } from '#server/capacity/seats.ts'
import type { LabWorld } from './lab-world.ts'
import { type Seats, sum } from './seats.ts'

/** Where one stands in line, and what the machine lacks; no shortage: only others' boots are in the way. */
export interface Place {
  position: number
  shortage: Shortage['code'] | undefined
}

export interface AdmissionRequest {
  sandboxId: string
  nodeCount: 1 | 2
  /** `reset` had a seat before and goes first; `pool` nobody waits for, so it goes last, and alone. */
  rank: 'reset' | 'learner' | 'pool'
  /** When it was asked for, monotonic: who comes back, because what was for the taking was of no use, has the old place. */
  since: number
  signal: AbortSignal
  /** How many ready sandboxes are for the taking, for which no room is needed. */
  countClaimable?: () => number
  /** Called when the place changes, until it is one's turn. */
  onPlace: (place: Place) => void
}

/** `claim`: only to take a ready one; no seat is taken for it. */
export type Turn = 'boot' | 'claim'

interface Waiting extends AdmissionRequest {
  admit: (turn: Turn) => void
  place: Place | undefined
}

const RANKS = ['reset', 'learner', 'pool'] as const
/** The machine may get room without anything of ours ending. */
const LOOK_AGAIN_MS = 5_000

/** Lets sandboxes be made: in the order in which they were asked for, a few at a time, and never more than the machine has room for. */
export class Admission {
  readonly #world: LabWorld
  readonly #seats: Seats
  readonly #onFull: (nodeCount: 1 | 2) => void
  readonly #waiting: Waiting[] = []
  readonly #booting = new Map<string, 1 | 2>()
  /** Turns to claim that are under way. */
  #claiming = 0
  #isLooking = false
  #isLookWanted = false
  #isClosed = false
  #cancelNext: (() => void) | undefined

  /** `onFull` is called, while learners wait for room, each time the machine is looked at. */
  constructor(world: LabWorld, seats: Seats, onFull: (nodeCount: 1 | 2) => void) {
    this.#world = world
    this.#onFull = onFull
    this.#seats = seats
  }

  /** Learners in line, the pool left out. */
  get waitingCount(): number {
    return this.#waiting.filter(({ rank }) => rank !== 'pool').length
  }

  get bootingCount(): number {
    return this.#booting.size
  }

  /** Whether it was let in, and its work is not done. */
  isBooting(sandboxId: string): boolean {
    return this.#booting.has(sandboxId)
  }

  /** Does the work when it is its turn; the seat is taken from then on, and stays taken. @throws the signal's reason when it aborts in line */
  async run<T>(request: AdmissionRequest, work: (turn: Turn) => Promise<T>): Promise<T> {
    const turn = await this.#enter(request)
    try {
      return await work(turn)
    } finally {
      if (turn === 'claim') this.#claiming -= 1
      this.#booting.delete(request.sandboxId)
      this.look()
    }
  }

  /** What the machine lacks now for one more cluster. @throws KindlabError `docker.unavailable` */
  async findShortage(nodeCount: 1 | 2): Promise<Shortage | undefined> {
    const { provider, maxLabs } = this.#world
    const facts = await provider.hostFacts()
    if (facts === undefined) return undefined
    return findShortage(facts, {
      taken: this.#seats.taken,
      booting: sum(this.#booting.values()),
      wanted: sum([nodeCount]),
      maxClusters: maxLabs,
    })
  }

  /** Something may have become free. */
  look(): void {
    this.#isLookWanted = true
    if (!this.#isLooking && !this.#isClosed) void this.#lookUntilDone()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelNext?.()
  }

  async #enter(request: AdmissionRequest): Promise<Turn> {
    const { signal } = request
    signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<Turn>()
    const waiting: Waiting = { ...request, admit: resolve, place: undefined }
    const giveUp = (): void => {
      this.#leave(waiting)
      reject(signal.reason)
      this.look()
    }
    const behind = this.#waiting.findIndex((other) => goesBefore(request, other))
    this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, waiting)
    signal.addEventListener('abort', giveUp, { once: true })
    this.look()
    return promise.finally(() => signal.removeEventListener('abort', giveUp))
  }

  #leave(waiting: Waiting): void {
    const index = this.#waiting.indexOf(waiting)
    if (index !== -1) this.#waiting.splice(index, 1)
  }

  async #lookUntilDone(): Promise<void> {
    this.#isLooking = true
    this.#cancelNext?.()
    this.#cancelNext = undefined
    while (this.#isLookWanted) {
      this.#isLookWanted = false
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await this.#admitNext()
    }
    this.#isLooking = false
    if (this.#waiting.length > 0 && !this.#isClosed)
      this.#cancelNext = this.#world.clock.after(LOOK_AGAIN_MS, () => this.look())
  }

  async #admitNext(): Promise<void> {
    const [first] = this.#waiting
    if (first === undefined) return
    const claimable = first.countClaimable?.() ?? 0
    if (claimable > this.#claiming) {
      this.#leave(first)
      this.#claiming += 1
      first.admit('claim')
      return this.look()
    }
    // All may be promised already: the end of a claim is looked at, and comes soon.
    if (claimable > 0) return
    const places = first.rank === 'pool' ? 1 : this.#world.bootsAtOnce
    let shortage: Shortage['code'] | undefined
    if (this.#booting.size < places) {
      try {
        shortage = (await this.findShortage(first.nodeCount))?.code
      } catch (error) {
        this.#world.log.warn({ err: error }, 'admission.not_measured')
        return this.#tellPlaces(undefined)
      }
      // Whoever was first may have left, or be second now.
      if (this.#waiting[0] !== first) return this.look()
      if (shortage === undefined) {
        this.#admit(first)
        return this.look()
      }
    }
    this.#tellPlaces(shortage)
    if (shortage !== undefined && first.rank !== 'pool') this.#onFull(first.nodeCount)
  }

  #admit(waiting: Waiting): void {
    this.#leave(waiting)
    this.#booting.set(waiting.sandboxId, waiting.nodeCount)
    this.#seats.take(waiting.sandboxId, waiting.nodeCount)
    waiting.admit('boot')
  }

  #tellPlaces(shortage: Shortage['code'] | undefined): void {
    for (const [index, waiting] of this.#waiting.entries()) {
      const place = { position: index + 1, shortage }
      if (waiting.place?.position === place.position && waiting.place.shortage === place.shortage) continue
      waiting.place = place
      waiting.onPlace(place)
    }
  }
}

function goesBefore(one: AdmissionRequest, other: AdmissionRequest): boolean {
  if (one.rank !== other.rank) return RANKS.indexOf(one.rank) < RANKS.indexOf(other.rank)
  return one.since < other.since
}
