/** What labs need from around them; `main.ts` puts it together. */
import type { Logger } from 'pino'
import type { Course, Lesson } from '#course/model.ts'
import type { PhaseView } from '#protocol/views.ts'
import type { CheckRunner } from '#server/checks/check-runner.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import type { Store } from '#server/store/store.ts'
import type { LabClock } from './lab-clock.ts'

/** Hears how each lab came to its cluster. */
export interface BootObserver {
  ended(outcome: 'ready' | 'claimed' | 'failed', phases: readonly PhaseView[]): void
}

/** Whether the engine behind the sandboxes answers. */
export interface EngineWatch {
  readonly isAway: boolean
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** Calls `listener` when a call had no answer, until the returned function is called: it may have been restarted, and what ran in it have ended. */
  onUnanswered(listener: () => void): () => void
}

export interface LabWorld {
  readonly provider: SandboxProvider
  readonly engine: EngineWatch
  readonly store: Store
  readonly course: Course
  readonly checkRunner: CheckRunner
  readonly clock: LabClock
  readonly boots: BootObserver
  readonly log: Logger
  /** How long a lab lives without anybody using it. */
  readonly leaseMs: number
  /** How long a lab that is put aside is kept; 0: none is. */
  readonly keepMs: number
  /** Most sandboxes that are kept ready for nobody yet. */
  readonly poolSize: number
  /** Sandboxes that boot at the same time; more would only make one another slow. */
  readonly bootsAtOnce: number
  /** Most clusters at a time, however much room there is; undefined: as many as fit. */
  readonly maxLabs: number | undefined
  /** 128 random bits in hexadecimal. */
  readonly newId: () => string
}

export function findLesson(course: Course, moduleId: string, lessonId: string): Lesson | undefined {
  return course.modules.find(({ id }) => id === moduleId)?.lessons.find(({ id }) => id === lessonId)
}
