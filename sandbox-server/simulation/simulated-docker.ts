import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeEngine } from '#server/providers/kind/fake-engine.ts'
import type { Clock } from '#server/time/clock.ts'
import type { Fault, FaultPlan } from './fault-plan.ts'

/** A server that sends requests. */
export interface Caller {
  readonly isDead: boolean
  kill(): void
}

export interface DockerRequest<T> {
  name: string
  /** Time limit of the server for the response. */
  deadlineMs?: number
  /** Whether the request needs free disk space. */
  isWriting?: boolean
  carryOut: () => T
}

export interface SimulatedDockerOptions {
  clock: Clock
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  random: (below: number) => number
  /** Schedules an event; the simulation runs pending events in random order. */
  schedule: (run: () => void) => void
}

const DEFAULT_DEADLINE_MS = 15_000
/** Shortest and longest hang: some requests reach their time limit and some do not. */
const HANGS_FOR_MS = [10_000, 120_000] as const
const LATE_BY_MS = 5_000
const DOWN_FOR_MS = 8_000

/** One Docker daemon, which outlives the servers. Requests and responses are delayed, and overtake each other. */
export class SimulatedDocker {
  readonly objects = new FakeEngine()
  readonly #options: SimulatedDockerOptions
  /** Work that arrived while the daemon hangs. */
  readonly #waiting: (() => void)[] = []
  readonly #cutStreams = new Set<() => void>()
  readonly #unanswered = new Map<Caller, Set<(error: Error) => void>>()
  #state: 'up' | 'hung' | 'down' = 'up'

  constructor(options: SimulatedDockerOptions) {
    this.#options = options
  }

  /** Sends one request. @throws KindlabError as `docker-engine.ts` does */
  async send<T>(caller: Caller, request: DockerRequest<T>): Promise<T> {
    const { plan, clock, schedule } = this.#options
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    if (caller.isDead) throw dead()
    const fault = plan.next({ place: 'docker', name: request.name })
    const unanswered = this.#unansweredOf(caller).add(reject)
    const cancel = clock.after(request.deadlineMs ?? DEFAULT_DEADLINE_MS, () => reject(unavailable('no answer')))
    const respond = (deliver: () => void): void =>
      schedule(() => {
        cancel()
        unanswered.delete(reject)
        deliver()
      })
    schedule(() => {
      this.#receive({
        ...request,
        caller,
        fault,
        succeed: (value) => respond(() => resolve(value)),
        fail: (error) => respond(() => reject(error)),
      })
    })
    return promise
  }

  /** Rejects all pending requests of a killed server. */
  disconnect(caller: Caller): void {
    for (const reject of this.#unansweredOf(caller)) reject(dead())
    this.#unanswered.delete(caller)
  }

  /** Calls `cut` when the daemon dies and exec streams break, until the returned function is called. */
  onCut(cut: () => void): () => void {
    this.#cutStreams.add(cut)
    return () => this.#cutStreams.delete(cut)
  }

  /** Schedules an event, after the end of a hang if there is one. */
  whenResponsive(run: () => void): void {
    if (this.#state === 'hung') this.#waiting.push(run)
    else this.#options.schedule(run)
  }

  #receive<T>(request: Received<T>): void {
    const { caller, fault, fail } = request
    const { clock, random, disk } = this.#options
    if (fault === 'docker killed') this.#crash()
    if (this.#state === 'down') return fail(unavailable('connection refused'))
    if (fault === 'hang') this.#hang()
    if (this.#state === 'hung') return void this.#waiting.push(() => this.#carryOut(request))
    if (fault === 'killed before' || fault === 'killed during') {
      caller.kill()
      if (fault === 'killed during') clock.after(random(LATE_BY_MS), () => this.#carryOut(request))
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
    let deliver: () => void
    try {
      const value = carryOut()
      deliver = () => succeed(value)
    } catch (error) {
      deliver = () => fail(error)
    }
    if (fault === 'killed after') return caller.kill()
    if (fault === 'reset after') return fail(unavailable('connection reset'))
    deliver()
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

  /** Containers end with the daemon. Only the server starts them again. */
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
