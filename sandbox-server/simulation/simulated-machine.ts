import { existsSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setImmediate as turn } from 'node:timers/promises'
import { FakeWallClock } from '#server/time/testing/fake-wall-clock.ts'
import { GOLDEN_LABEL, goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { makeRandom } from '#server/testing/seeded-random.ts'
import { FaultPlan } from './fault-plan.ts'
import { SimulatedDocker } from './simulated-docker.ts'
import { NODE_IMAGE, SimulatedServer } from './simulated-server.ts'

/** Pending events run before the clock advances by more than this. */
const MAX_EVENT_DELAY_MS = 300
/** systemd restarts a killed server after this time. */
const RESTART_DELAY_MS = 2_000
const DISK_FULL_FOR_MS = 60_000
/** Memory instead of a disk, for speed: the simulation kills servers, and never cuts the machine's power. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface MachineOptions {
  seed: number
  poolSize: number
}

/**
 * A machine with Docker, a disk, and one server at a time, in one process and on one clock. The seed decides the order of events:
 * responses overtake each other, and timers fire between them. The same seed repeats the same run.
 */
export class SimulatedMachine implements AsyncDisposable {
  readonly clock = new FakeWallClock()
  readonly plan = new FaultPlan()
  readonly docker: SimulatedDocker
  readonly disk = { isFull: false, fill: () => this.#fillDisk() }
  readonly #poolSize: number
  readonly #folder: AsyncDisposable & { path: string }
  readonly #random: (below: number) => number
  readonly #events: (() => void)[] = []
  #server: SimulatedServer | undefined

  private constructor(folder: AsyncDisposable & { path: string }, { seed, poolSize }: MachineOptions) {
    this.#folder = folder
    this.#poolSize = poolSize
    this.#random = makeRandom(seed)
    this.docker = new SimulatedDocker({
      clock: this.clock,
      plan: this.plan,
      disk: this.disk,
      random: this.#random,
      schedule: (run) => this.#events.push(run),
    })
  }

  static async open(options: MachineOptions): Promise<SimulatedMachine> {
    const machine = new SimulatedMachine(await mkdtempDisposable(join(FOLDER, 'kindlab-simulation-')), options)
    const { images } = machine.docker.objects
    const labels = { 'desktop.docker.io/ports/6443/tcp': 'x' }
    const node = { id: 'sha256:77', names: [NODE_IMAGE], labels, entrypoint: [] }
    images.clear()
    images.add(node)
    const golden = { [GOLDEN_LABEL.bakedAt]: String(Date.now()) }
    images.add({ id: 'sha256:78', names: [await goldenName(node)], labels: golden, entrypoint: [] })
    machine.#server = machine.#makeServer()
    for (const learner of ['ann', 'bob', 'cyd'])
      await machine.server.store.learners.add(learner, machine.clock.wallNow())
    await machine.server.labs.start()
    return machine
  }

  /** The server that runs or was just killed. */
  get server(): SimulatedServer {
    if (this.#server === undefined) throw new Error('the machine has not been opened')
    return this.#server
  }

  async pass(durationMs: number): Promise<void> {
    await this.runWhile(() => true, durationMs)
  }

  /** Runs events while `condition` holds, for at most `withinMs` of simulated time. */
  async runWhile(condition: () => boolean, withinMs: number): Promise<void> {
    const end = this.clock.now() + withinMs
    let startsAt: number | undefined
    for (;;) {
      await waitUntilIdle()
      const now = this.clock.now()
      if (now >= end || !condition()) return
      if (this.server.isDead) startsAt ??= now + RESTART_DELAY_MS
      if (startsAt !== undefined && now >= startsAt) {
        startsAt = undefined
        this.#start()
      } else this.#runNextEvent(Math.min(end, startsAt ?? end))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.kill()
    await this.#folder[Symbol.asyncDispose]()
  }

  /** Runs one pending event, or advances the clock, as the seed decides. */
  #runNextEvent(latest: number): void {
    const { clock } = this
    const next = Math.min(latest, clock.nextAt ?? latest)
    const canAdvance = this.#events.length === 0 || next - clock.now() <= MAX_EVENT_DELAY_MS
    const choice = this.#random(this.#events.length + (canAdvance ? 1 : 0))
    const [event] = this.#events.splice(choice, 1)
    if (event === undefined) clock.advance(next - clock.now())
    else event()
  }

  /** A server that fails to start counts as killed, and is restarted. */
  #start(): void {
    const server = this.#makeServer()
    this.#server = server
    server.labs.start().catch(() => server.kill())
  }

  #makeServer(): SimulatedServer {
    return new SimulatedServer({
      folder: this.#folder.path,
      clock: this.clock,
      docker: this.docker,
      plan: this.plan,
      disk: this.disk,
      poolSize: this.#poolSize,
      newId: () => Array.from({ length: 32 }, () => this.#random(16).toString(16)).join(''),
    })
  }

  #fillDisk(): void {
    this.disk.isFull = true
    this.clock.after(DISK_FULL_FOR_MS, () => (this.disk.isFull = false))
  }
}

/** Returns once only time or a response of Docker can cause progress. The server may read real files meanwhile. */
async function waitUntilIdle(): Promise<void> {
  do {
    await turn()
  } while (process.getActiveResourcesInfo().some((name) => name.includes('Req')))
}
