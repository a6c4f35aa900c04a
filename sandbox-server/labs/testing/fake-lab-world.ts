/** Labs for tests: only the provider, the clock and the course are fake. */
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { DiskSpace } from '#server/capacity/disk-level.ts'
import type { Course, Lesson, Step } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import { createLabLesson } from '#server/exams/create-lab-lesson.ts'
import { registerBootMetrics } from '#server/metrics/boot-metrics.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { openDatabaseFile } from '#server/store/database-file.ts'
import { Store } from '#server/store/open-store.ts'
import { FakeWallClock } from '#server/time/testing/fake-wall-clock.ts'
import type { LabWorld } from '../lab-world.ts'
import { FakeEngineWatch } from './fake-engine-watch.ts'

const script = { path: 'checks/runs.sh', node: 'control-plane', source: 'systemctl is-active kubelet' } as const

const step: Step = {
  id: 'look',
  title: 'Look at the kubelet',
  weight: 1,
  isObservation: false,
  checks: [{ id: 'runs', title: 'kubelet runs', script }],
  hints: ['Look again.'],
  wrongAnswers: [],
}

/** Two steps with a fault each. */
const faultySteps: readonly Step[] = ['first', 'second'].map((id) => ({
  ...step,
  id,
  title: `The ${id} case`,
  fault: { path: `faults/${id}.sh`, node: 'worker', source: `break ${id}` },
  solution: { path: `solve/${id}.sh`, node: 'worker', source: `# node: worker\nsolve ${id}` },
  checks: [{ id: `${id}-works`, title: 'It works', script: { ...script, source: `look at ${id}` } }],
}))

function lessonOf(id: string, lab: Lesson['lab']): Lesson {
  return {
    id,
    moduleId: 'the-node',
    folder: `01-the-node/01-${id}`,
    title: id,
    summary: '',
    minutes: 10,
    objectives: [],
    examPoints: [],
    nodes: 2,
    lab,
    steps: lab === 'none' ? [] : [step],
    runBlocks: [{ id: 'look-1', node: 'control-plane', text: 'systemctl status kubelet' }],
    headings: [],
    questions: [{ id: 'phase', kind: 'text', question: 'Phase?', answers: ['Pending'], why: 'No node was chosen.' }],
  }
}

export const lesson = lessonOf('hands-and-feet', 'fresh')
export const otherLesson = lessonOf('another', 'fresh')
export const faultyLesson: Lesson = { ...lessonOf('faulty', 'fresh'), steps: faultySteps }
/** Each lab draws one of the two steps. */
export const drawingLesson: Lesson = {
  ...lessonOf('draw', 'fresh'),
  draw: 1,
  steps: faultySteps.map((each) => ({ ...each, topic: 'node' })),
}
/** A step without a fault, then steps with one. */
export const mixedLesson: Lesson = { ...lessonOf('mixed', 'fresh'), steps: [step, ...faultySteps] }
/** The second task counts twice as much as the first. */
export const examLesson: Lesson = {
  ...lessonOf('exam', 'fresh'),
  exam: { minutes: 30, passPercent: 50 },
  steps: faultySteps.map((each, index) => ({ ...each, topic: `topic ${each.id}`, weight: index + 1 })),
}
export const readingLesson = lessonOf('only-reading', 'none')

export const course: Course = {
  modules: [
    {
      id: 'the-node',
      folder: '01-the-node',
      title: '',
      summary: '',
      lessons: [lesson, otherLesson, faultyLesson, drawingLesson, mixedLesson, examLesson, readingLesson],
    },
  ],
  glossary: [],
}

export interface FakeLabWorld extends LabWorld, AsyncDisposable {
  readonly provider: FakeProvider
  readonly clock: FakeWallClock
  readonly metrics: Registry
  readonly engine: FakeEngineWatch
  /** The disks that the next measurement finds. */
  disks: DiskSpace[]
  /** Makes such a change of the database fail, for example `INSERT ON check_results`, until the returned function is called. */
  refuse(change: string): () => void
  /** Changes the database as an older version left it. */
  execute(sql: string): void
}

export interface FakeWorldOptions {
  maxLabs?: number
  poolSize?: number
  freezeMs?: number
  labsPerAddress?: number
}

export async function createFakeLabWorld({
  maxLabs,
  poolSize = 0,
  freezeMs = 0,
  labsPerAddress = 100,
}: FakeWorldOptions = {}): Promise<FakeLabWorld> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-labs-'))
  const file = openDatabaseFile(join(folder.path, 'kindlab.db'))
  const store = new Store(file)
  const clock = new FakeWallClock()
  const metrics = new Registry()
  await store.learners.add('ann', clock.wallNow())
  await store.learners.add('bob', clock.wallNow())
  const world: FakeLabWorld = {
    provider: new FakeProvider({ now: () => clock.wallNow() }),
    store,
    course,
    checkRunner: createCheckRunner({ now: () => clock.wallNow() }),
    createLesson: createLabLesson,
    clock,
    bootMetrics: registerBootMetrics(metrics),
    engine: new FakeEngineWatch(),
    metrics,
    log: pino({ level: 'silent' }),
    leaseMs: 7_200_000,
    keepMs: 259_200_000,
    freezeMs,
    disks: [{ totalBytes: 100, freeBytes: 90 }],
    readDisks: async () => world.disks,
    maxLabs,
    poolSize,
    labsPerBrowser: 2,
    labsPerAddress,
    bootsAtOnce: 1,
    newId: () => randomBytes(16).toString('hex'),
    execute: (sql) => file.exec(sql),
    refuse: (change) => {
      file.exec(`CREATE TRIGGER refused BEFORE ${change} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
      return () => file.exec('DROP TRIGGER refused')
    },
    [Symbol.asyncDispose]: async () => {
      store[Symbol.dispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
  return world
}

/** Runs everything that waits only for promises. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    await turn()
  }
}
