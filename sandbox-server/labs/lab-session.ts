/** What a terminal connection may know of the lab it belongs to. */
import type { RunBlock } from '#course/model.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

export interface LabSession {
  readonly labId: string
  readonly learnerId: string
  view(): LabView
  /** The sandbox once the lab is ready, else undefined. */
  sandbox(): Sandbox | undefined
  /** Whether its sandbox was there before this process: shells may run in it that nobody here has opened. */
  readonly isAdopted: boolean
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: (event: LabEvent) => void): () => void
  /** A run block of this lab's lesson. */
  findRunBlock(blockId: string): RunBlock | undefined
  /** A command ended at a shell prompt (OSC 133 D): pending checks run. */
  commandEnded(command: { node: NodeId; exitCode: number | undefined }): void
  /** "Check now" for one step, or for every step that is not met. A round in flight is never doubled. */
  requestChecks(step?: string): void
  /** The learner typed or looks at the page: renews the lease. */
  touch(): void
}

export type LabEvent =
  | { type: 'lab'; view: LabView }
  | { type: 'checking'; step: string }
  | { type: 'check'; result: CheckResultView }
  | { type: 'progress'; progress: StepProgressView }
