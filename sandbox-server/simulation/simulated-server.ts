import { join } from 'node:path'
import { pino } from 'pino'
import type { Course, Lesson } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import type { LabClock } from '#server/labs/lab-clock.ts'
import { LabRegistry } from '#server/labs/lab-registry.ts'
import { lesson as anyLesson } from '#server/labs/testing/fake-lab-world.ts'
import { EngineState } from '#server/providers/engine-state.ts'
import { GuardedProvider } from '#server/providers/guarded-provider.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { openDatabaseFile } from '#server/store/database-file.ts'
import { NodeSqlite } from '#server/store/node-sqlite.ts'
import { Store } from '#server/store/store.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { Caller, SimulatedDocker } from './simulated-docker.ts'
import { SimulatedEngine } from './simulated-engine.ts'
import { SimulatedProvider } from './simulated-provider.ts'
import { WatchedSqlite } from './watched-sqlite.ts'

export const INSTANCE = 'home'
export const NODE_IMAGE = 'node'
/** Its steps are not what is looked at here: what a lab needs of its sandbox beside them is enough. */
export const LESSON: Lesson = { ...anyLesson, steps: [] }
const COURSE: Course = {
  modules: [{ id: LESSON.moduleId, folder: LESSON.moduleId, title: '', summary: '', lessons: [LESSON] }],
  glossary: [],
}

export interface SimulatedServerOptions {
  folder: string
  clock: LabClock
  docker: SimulatedDocker
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  poolSize: number
  newId: () => string
}

/** Everything of a server between its HTTP routes and Docker, as `main.ts` puts it together. */
export class SimulatedServer implements Caller {
  readonly registry: LabRegistry
  readonly store: Store
  readonly #engine: EngineState
  readonly #docker: SimulatedDocker
  #isDead = false

  constructor({ folder, clock, docker, plan, disk, poolSize, newId }: SimulatedServerOptions) {
    const log = pino({ level: 'silent' })
    this.#docker = docker
    const ownClock = { ...bind(clock), after: this.#timersOf(clock) }
    const file = openDatabaseFile(join(folder, 'kindlab.db'))
    this.store = new Store(file, new WatchedSqlite({ database: new NodeSqlite(file), plan, disk, server: this }))
    const engine = new SimulatedEngine(docker, this)
    const kind = { binary: '/nonexistent/kind', environment: {} }
    const options = { ...KIND_DEFAULTS, engine, kind, nodeImage: NODE_IMAGE, instance: INSTANCE, clock: ownClock }
    const bare = new SimulatedProvider(options, disk)
    this.#engine = new EngineState({ clock: ownClock, log, probe: () => bare.ping() })
    this.registry = new LabRegistry({
      provider: new GuardedProvider(bare, this.#engine.breaker),
      engine: this.#engine,
      store: this.store,
      course: COURSE,
      checkRunner: createCheckRunner({ now: () => clock.wallNow() }),
      clock: ownClock,
      boots: { ended: () => undefined },
      log,
      leaseMs: 7_200_000,
      keepMs: 259_200_000,
      maxLabs: undefined,
      poolSize,
      bootsAtOnce: 2,
      newId,
    })
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** As SIGKILL does: at once, and nothing is put in order. */
  kill(): void {
    if (this.#isDead) return
    this.#isDead = true
    this.store[Symbol.dispose]()
    this.#docker.forget(this)
  }

  #timersOf(clock: LabClock): LabClock['after'] {
    return (delayMs, run) =>
      clock.after(delayMs, () => {
        if (!this.#isDead) run()
      })
  }
}

function bind(clock: LabClock): Pick<LabClock, 'now' | 'wallNow'> {
  return { now: () => clock.now(), wallNow: () => clock.wallNow() }
}
