import { join } from 'node:path'
import { pino } from 'pino'
import type { Course, Lesson } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import { createLabLesson } from '#server/exams/create-lab-lesson.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import { Labs } from '#server/labs/labs.ts'
import { lesson as anyLesson } from '#server/labs/testing/fake-lab-world.ts'
import { EngineState } from '#server/providers/engine-state.ts'
import { GuardedProvider } from '#server/providers/guarded-provider.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { openDatabaseFile } from '#server/store/database-file.ts'
import { NodeSqlite } from '#server/store/node-sqlite.ts'
import { Store } from '#server/store/open-store.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { Caller, SimulatedDocker } from './simulated-docker.ts'
import { SimulatedEngine } from './simulated-engine.ts'
import { SimulatedProvider } from './simulated-provider.ts'
import { FaultySqlite } from './faulty-sqlite.ts'

export const INSTANCE = 'home'
export const NODE_IMAGE = 'node'
/** Without steps: the simulation covers labs and sandboxes, not checks of steps. */
export const LESSON: Lesson = { ...anyLesson, steps: [] }
const COURSE: Course = {
  modules: [{ id: LESSON.moduleId, folder: LESSON.moduleId, title: '', summary: '', lessons: [LESSON] }],
  glossary: [],
}

export interface SimulatedServerOptions {
  folder: string
  clock: WallClock
  docker: SimulatedDocker
  plan: FaultPlan
  disk: { isFull: boolean; fill(): void }
  poolSize: number
  newId: () => string
}

/** The parts of a server between its HTTP routes and Docker, composed as in `main.ts`. */
export class SimulatedServer implements Caller {
  readonly labs: Labs
  readonly store: Store
  readonly #engine: EngineState
  readonly #docker: SimulatedDocker
  #isDead = false

  constructor({ folder, clock, docker, plan, disk, poolSize, newId }: SimulatedServerOptions) {
    const log = pino({ level: 'silent' })
    this.#docker = docker
    const ownClock = { ...bind(clock), after: this.#timersOf(clock) }
    const file = openDatabaseFile(join(folder, 'kindlab.db'))
    this.store = new Store(file, new FaultySqlite({ database: new NodeSqlite(file), plan, disk, server: this }))
    const engine = new SimulatedEngine(docker, this)
    const kind = { binary: '/nonexistent/kind', environment: {} }
    const options = { ...KIND_DEFAULTS, engine, kind, nodeImage: NODE_IMAGE, instance: INSTANCE, clock: ownClock }
    const bare = new SimulatedProvider(options, disk)
    this.#engine = new EngineState({ clock: ownClock, log, probe: () => bare.ping() })
    this.labs = new Labs({
      provider: new GuardedProvider(bare, this.#engine.breaker),
      engine: this.#engine,
      store: this.store,
      course: COURSE,
      checkRunner: createCheckRunner({ now: () => clock.wallNow() }),
      createLesson: createLabLesson,
      clock: ownClock,
      bootMetrics: { ended: () => undefined },
      log,
      leaseMs: 7_200_000,
      keepMs: 259_200_000,
      maxLabs: undefined,
      labsPerBrowser: 2,
      labsPerAddress: 1000,
      freezeMs: 0,
      readDisks: async () => [],
      poolSize,
      bootsAtOnce: 2,
      newId,
    })
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** Stops at once, without any cleanup, as SIGKILL does. */
  kill(): void {
    if (this.#isDead) return
    this.#isDead = true
    this.store[Symbol.dispose]()
    this.#docker.disconnect(this)
  }

  #timersOf(clock: WallClock): WallClock['after'] {
    return (delayMs, run) =>
      clock.after(delayMs, () => {
        if (!this.#isDead) run()
      })
  }
}

function bind(clock: WallClock): Pick<WallClock, 'now' | 'wallNow'> {
  return { now: () => clock.now(), wallNow: () => clock.wallNow() }
}
