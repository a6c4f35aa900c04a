/** The part of a lab that terminal connections use. */
import type { RunBlock } from '#course/model.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

export interface LabSession {
  readonly labId: string
  readonly learnerId: string
  /** The learner sits an exam in this lab, so other people may not help. */
  readonly isExam: boolean
  view(): LabView
  /** The sandbox once the lab is ready, else undefined. */
  sandbox(): Sandbox | undefined
  /** Whether the sandbox existed before this process: it may have shells that this process did not open. */
  readonly isAdopted: boolean
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: (event: LabEvent) => void): () => void
  /** A run block of this lab's lesson. */
  findRunBlock(blockId: string): RunBlock | undefined
  /** A command ended at a shell prompt (OSC 133 D): pending checks run. `LiveLab` ignores `command`; tests of terminals read it. */
  commandEnded(command: { node: NodeId; exitCode: number | undefined }): void
  /** "Check now" for one step, or for every step that is not met. Rounds never overlap. */
  requestChecks(step?: string): void
  /** A visible page shows the lab, until the returned function is called. A shown lab is not frozen. */
  show(): () => void
  /** The learner used the lab: renews the lease. */
  touch(): void
}

export type LabEvent =
  | { type: 'lab'; view: LabView }
  | { type: 'checking'; step: string }
  | { type: 'check'; result: CheckResultView }
  | { type: 'progress'; progress: StepProgressView }
