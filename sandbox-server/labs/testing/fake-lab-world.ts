/** Labs for tests: everything is real but the provider, the clock and the course, which has one lesson. */
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Course, Lesson, Step } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import { observeBoots } from '#server/metrics/boot-metrics.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { openDatabaseFile } from '#server/store/database-file.ts'
import { Store } from '#server/store/store.ts'
import { FakeLabClock } from './fake-lab-clock.ts'
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

/** Two that begin with something broken. */
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
export const clinicLesson: Lesson = { ...lessonOf('clinic', 'fresh'), steps: faultySteps }
/** Each lab has one of the two. */
export const drawingLesson: Lesson = {
  ...lessonOf('draw', 'fresh'),
  draw: 1,
  steps: faultySteps.map((each) => ({ ...each, topic: 'node' })),
}
/** Something to do, then something to repair. */
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
      lessons: [lesson, otherLesson, clinicLesson, drawingLesson, mixedLesson, examLesson, readingLesson],
    },
  ],
  glossary: [],
}

export interface FakeLabWorld extends LabWorld, AsyncDisposable {
  readonly provider: FakeProvider
  readonly clock: FakeLabClock
  readonly metrics: Registry
  readonly engine: FakeEngineWatch
  /** From now on such a change of the database fails, `INSERT ON check_results` for example, as all do on a full disk; until the returned function is called. */
  refuse(change: string): () => void
}

export async function createFakeLabWorld({
  maxLabs,
  poolSize = 0,
}: { maxLabs?: number; poolSize?: number } = {}): Promise<FakeLabWorld> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-labs-'))
  const file = openDatabaseFile(join(folder.path, 'kindlab.db'))
  const store = new Store(file)
  const clock = new FakeLabClock()
  const metrics = new Registry()
  await store.learners.add('ann', clock.wallNow())
  await store.learners.add('bob', clock.wallNow())
  return {
    provider: new FakeProvider({ now: () => clock.wallNow() }),
    store,
    course,
    checkRunner: createCheckRunner({ now: () => clock.wallNow() }),
    clock,
    boots: observeBoots(metrics),
    engine: new FakeEngineWatch(),
    metrics,
    log: pino({ level: 'silent' }),
    leaseMs: 7_200_000,
    keepMs: 259_200_000,
    maxLabs,
    poolSize,
    bootsAtOnce: 1,
    newId: () => randomBytes(16).toString('hex'),
    refuse: (change) => {
      file.exec(`CREATE TRIGGER refused BEFORE ${change} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
      return () => file.exec('DROP TRIGGER refused')
    },
    [Symbol.asyncDispose]: async () => {
      store[Symbol.dispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Lets everything go on that only waits for promises. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    // oxlint-disable-next-line no-await-in-loop -- turns follow one another
    await turn()
  }
}
