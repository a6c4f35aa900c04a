import { KindlabError } from '#protocol/errors.ts'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import type { Clock } from '#server/terminals/clock.ts'
import type { Fault, FaultPlan } from './fault-plan.ts'

/** A server that asks. */
export interface Caller {
  readonly isDead: boolean
  kill(): void
}

export interface DockerRequest<T> {
  name: string
  /** How long the server waits for the answer. */
  deadlineMs?: number
  /** Whether it needs room on the disk. */
  isWriting?: boolean
  carryOut: () => T
}

export interface SimulatedDockerOptions {
  clock: Clock
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  random: (below: number) => number
  /** Has it happen some time, before or after what else is to happen. */
  happen: (run: () => void) => void
}

const DEFAULT_DEADLINE_MS = 15_000
/** At least, and at most: some who ask give up, some do not. */
const HANGS_FOR_MS = [10_000, 120_000] as const
const LATE_BY_MS = 5_000
const DOWN_FOR_MS = 8_000

/** One Docker daemon, which outlives the servers that ask it. Requests and answers take their time, and overtake each other. */
export class SimulatedDocker {
  readonly objects = new FakeEngine()
  readonly #options: SimulatedDockerOptions
  /** What came while it hangs. */
  readonly #waiting: (() => void)[] = []
  readonly #cutStreams = new Set<() => void>()
  readonly #unanswered = new Map<Caller, Set<(error: Error) => void>>()
  #state: 'up' | 'hung' | 'down' = 'up'

  constructor(options: SimulatedDockerOptions) {
    this.#options = options
  }

  /** Sends one request. @throws KindlabError as Docker's edge does */
  async ask<T>(caller: Caller, request: DockerRequest<T>): Promise<T> {
    const { plan, clock, happen } = this.#options
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    if (caller.isDead) throw dead()
    const fault = plan.next({ place: 'docker', name: request.name })
    const unanswered = this.#unansweredOf(caller).add(reject)
    const cancel = clock.after(request.deadlineMs ?? DEFAULT_DEADLINE_MS, () => reject(unavailable('no answer')))
    const answer = (give: () => void): void =>
      happen(() => {
        cancel()
        unanswered.delete(reject)
        give()
      })
    happen(() => {
      this.#receive({
        ...request,
        caller,
        fault,
        succeed: (value) => answer(() => resolve(value)),
        fail: (error) => answer(() => reject(error)),
      })
    })
    return promise
  }

  /** A server is dead: what waited for answers in it is let go, and can do nothing more. */
  forget(caller: Caller): void {
    for (const reject of this.#unansweredOf(caller)) reject(dead())
    this.#unanswered.delete(caller)
  }

  /** Tells when the stream of an exec is cut, until the returned function is called. */
  onCut(cut: () => void): () => void {
    this.#cutStreams.add(cut)
    return () => this.#cutStreams.delete(cut)
  }

  /** Has it happen unless the daemon hangs; then when it goes on. */
  whenAwake(run: () => void): void {
    if (this.#state === 'hung') this.#waiting.push(run)
    else this.#options.happen(run)
  }

  #receive<T>(request: Received<T>): void {
    const { caller, fault, fail } = request
    const { clock, random, disk } = this.#options
    if (fault === 'docker killed') this.#crash()
    if (this.#state === 'down') return fail(unavailable('connection refused'))
    if (fault === 'hang') this.#hang()
    if (this.#state === 'hung') return void this.#waiting.push(() => this.#carryOut(request))
    if (fault === 'killed before' || fault === 'killed on the way') {
      caller.kill()
      if (fault === 'killed on the way') clock.after(random(LATE_BY_MS), () => this.#carryOut(request))
      return
    }
    if (fault === 'reset before') return fail(unavailable('connection reset'))
    if (fault === 'error') return fail(new KindlabError('internal', { detail: `${request.name}: server error` }))
    if (fault === 'disk full') disk.fill()
    this.#carryOut(request)
  }

  #carryOut<T>({ name, isWriting = false, carryOut, fault, caller, succeed, fail }: Received<T>): void {
    if (this.#state === 'down') return fail(unavailable('connection refused'))
    if (isWriting && this.#options.disk.isFull) {
      return fail(new KindlabError('internal', { detail: `${name}: no space left on device` }))
    }
    let give: () => void
    try {
      const value = carryOut()
      give = () => succeed(value)
    } catch (error) {
      give = () => fail(error)
    }
    if (fault === 'killed after') return caller.kill()
    if (fault === 'reset after') return fail(unavailable('connection reset'))
    give()
  }

  #unansweredOf(caller: Caller): Set<(error: Error) => void> {
    const unanswered = this.#unanswered.get(caller) ?? new Set()
    this.#unanswered.set(caller, unanswered)
    return unanswered
  }

  #hang(): void {
    const { clock, random } = this.#options
    const [shortest, longest] = HANGS_FOR_MS
    this.#state = 'hung'
    clock.after(shortest + random(longest - shortest), () => {
      this.#state = 'up'
      for (const run of this.#waiting.splice(0)) clock.after(random(LATE_BY_MS), run)
    })
  }

  /** Containers end with the daemon, and nobody but us starts them again. */
  #crash(): void {
    const { clock } = this.#options
    this.#state = 'down'
    for (const container of this.objects.containers.values()) container.isRunning = false
    for (const cut of this.#cutStreams) cut()
    clock.after(DOWN_FOR_MS, () => (this.#state = 'up'))
  }
}

interface Received<T> extends DockerRequest<T> {
  caller: Caller
  fault: Fault | undefined
  succeed: (value: T) => void
  fail: (error: unknown) => void
}

function unavailable(detail: string): KindlabError {
  return new KindlabError('docker.unavailable', { detail })
}

function dead(): Error {
  return new Error('the server is dead')
}
