import { existsSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setImmediate as turn } from 'node:timers/promises'
import { FakeLabClock } from '#server/labs/testing/fake-lab-clock.ts'
import { GOLDEN_LABEL, goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { makeRandom } from '#server/testing/seeded-random.ts'
import { FaultPlan } from './fault-plan.ts'
import { SimulatedDocker } from './simulated-docker.ts'
import { NODE_IMAGE, SimulatedServer } from './simulated-server.ts'

/** Time goes on beside what happens, but what happens does not take long. */
const SOON_MS = 300
/** An operator, or systemd, starts a server that died again. */
const STARTED_AGAIN_AFTER_MS = 2_000
const DISK_FULL_FOR_MS = 60_000
/** Servers die here, not machines: nothing has to outlive a loss of power, and a real disk is what takes longest. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface MachineOptions {
  seed: number
  poolSize: number
}

/**
 * A machine with Docker, a disk, and one server at a time, in one process and on one clock. What happens next, the seed decides: answers overtake each
 * other, and timers come in between. The same seed does the same again.
 */
export class SimulatedMachine implements AsyncDisposable {
  readonly clock = new FakeLabClock()
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
      happen: (run) => this.#events.push(run),
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
    await machine.server.registry.start()
    return machine
  }

  /** The one that runs, or has just died. */
  get server(): SimulatedServer {
    if (this.#server === undefined) throw new Error('the machine has not been opened')
    return this.#server
  }

  async pass(durationMs: number): Promise<void> {
    await this.runWhile(() => true, durationMs)
  }

  /** Lets things happen while it is so, for so long at most. */
  async runWhile(isSo: () => boolean, withinMs: number): Promise<void> {
    const end = this.clock.now() + withinMs
    let startsAt: number | undefined
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one thing happens after the other
      await untilQuiet()
      const now = this.clock.now()
      if (now >= end || !isSo()) return
      if (this.server.isDead) startsAt ??= now + STARTED_AGAIN_AFTER_MS
      if (startsAt !== undefined && now >= startsAt) {
        startsAt = undefined
        this.#start()
      } else this.#letHappen(Math.min(end, startsAt ?? end))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.kill()
    await this.#folder[Symbol.asyncDispose]()
  }

  /** One of the things that may happen now, time among them. */
  #letHappen(latest: number): void {
    const { clock } = this
    const next = Math.min(latest, clock.nextAt ?? latest)
    const hasTime = this.#events.length === 0 || next - clock.now() <= SOON_MS
    const choice = this.#random(this.#events.length + (hasTime ? 1 : 0))
    const [event] = this.#events.splice(choice, 1)
    if (event === undefined) clock.advance(next - clock.now())
    else event()
  }

  /** One that cannot start ends, and is started again. */
  #start(): void {
    const server = this.#makeServer()
    this.#server = server
    server.registry.start().catch(() => server.kill())
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

/** Everything that can go on without time or Docker has; real files may be read meanwhile. */
async function untilQuiet(): Promise<void> {
  do {
    // oxlint-disable-next-line no-await-in-loop -- turns follow one another
    await turn()
  } while (process.getActiveResourcesInfo().some((name) => name.includes('Req')))
}
