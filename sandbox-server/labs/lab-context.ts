import type { Logger } from 'pino'
import type { LabEvent } from '#server/model/lab-session.ts'
import type { Lab } from '#server/model/lab.ts'

/** The shared context of the parts of one live lab. */
export interface LabContext {
  readonly log: Logger
  /** The lab in its current state. */
  lab(): Lab
  /** As `LabRecord.change`. */
  change(transition: (lab: Lab) => Lab | undefined): Promise<Lab>
  /** Sends an event to every subscriber of the lab. */
  emit(event: LabEvent): void
  /** Sends the current view of the lab to every subscriber. */
  announce(): void
  /** Whether the learner was active recently. */
  isLearnerActive(): boolean
}
