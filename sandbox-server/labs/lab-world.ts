/** The dependencies of the labs; `main.ts` puts them together. */
import type { Logger } from 'pino'
import type { Course, Lesson } from '#course/model.ts'
import type { PhaseView } from '#protocol/views.ts'
import type { DiskSpace } from '#server/capacity/disk-level.ts'
import type { CheckRunner } from '#server/checks/check-runner.ts'
import type { EngineWatch } from '#server/providers/engine-state.ts'
import type { Sandbox, SandboxProvider } from '#server/providers/provider.ts'
import type { Store } from '#server/store/open-store.ts'
import type { WallClock } from '#server/time/wall-clock.ts'
import type { LabContext } from './lab-context.ts'
import type { LabLesson } from './lab-lesson.ts'

/** Is notified of the outcome of each boot. */
export interface BootObserver {
  ended(outcome: 'ready' | 'claimed' | 'failed', phases: readonly PhaseView[]): void
}

export interface LabWorld {
  readonly provider: SandboxProvider
  readonly engine: EngineWatch
  readonly store: Store
  readonly course: Course
  readonly checkRunner: CheckRunner
  readonly createLesson: (options: LabLessonOptions) => LabLesson
  readonly clock: WallClock
  readonly bootMetrics: BootObserver
  readonly log: Logger
  /** How long a lab lives without use. */
  readonly leaseMs: number
  /** How long a suspended lab is kept; 0: labs cannot be suspended. */
  readonly keepMs: number
  /** A lab that no page shows is frozen after this time without use; 0: never. */
  readonly freezeMs: number
  /** The maximum number of ready sandboxes in the pool. */
  readonly poolSize: number
  /** Sandboxes that boot at the same time; more would slow each other down. */
  readonly bootsAtOnce: number
  /** The maximum number of clusters, however much room there is; undefined: as many as fit. */
  readonly maxLabs: number | undefined
  /** The maximum number of labs of one browser, whatever learners it has. */
  readonly labsPerBrowser: number
  /** The maximum number of labs of one address. */
  readonly labsPerAddress: number
  /** Measures the disks of the database and of the sandboxes. */
  readonly readDisks: () => Promise<readonly DiskSpace[]>
  /** 128 random bits in hexadecimal. */
  readonly newId: () => string
}

export interface LabLessonOptions {
  world: LabWorld
  context: LabContext
  lesson: Lesson
  sandbox: Sandbox
  /** The exam is handed in and persisted. */
  onHandedIn: () => void
}

export function findLesson(course: Course, moduleId: string, lessonId: string): Lesson | undefined {
  return course.modules.find(({ id }) => id === moduleId)?.lessons.find(({ id }) => id === lessonId)
}
