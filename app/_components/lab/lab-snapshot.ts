import type { KindlabError } from '#protocol/kindlab-error.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, LabView, SessionView } from '#protocol/views.ts'
import { type Achieved, NOTHING_ACHIEVED } from './achieved.ts'

/** The connection to one lab, as the lab store needs it. */
export interface LabConnection {
  subscribe(listener: () => void): () => void
  getSnapshot(): {
    readonly lab: LabView
    readonly results: readonly CheckResultView[]
    readonly progress: readonly StepProgressView[]
    readonly connection: { readonly state: string }
  }
  dispose(): void
}

/** Without the lab and the progress, which change during the session: the snapshot has them separately. */
export type SessionInfo = Omit<SessionView, 'lab' | 'progress' | 'steps'>

export type SessionState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly view: SessionInfo }
  | { readonly state: 'failed'; readonly error: KindlabError }

/** An action on the current lab. */
export type LabAction = 'extend' | 'reset' | 'keep' | 'resume' | 'end'

export type PendingAction = 'start' | LabAction

/** The page's knowledge of the server: the learner, the lab and its connection. */
export interface LabSnapshot<Connection extends LabConnection> {
  readonly session: SessionState
  /** From the session, and from all connections since. */
  readonly achieved: Achieved
  readonly lab: LabView | null
  readonly connection: Connection | null
  /** The action that the server has not answered yet. */
  readonly pending: PendingAction | null
  /** Why the server refused the last action; the next action clears it. */
  readonly refusal: KindlabError | null
  readonly clockSkewMs: number
}

/** Static HTML shows this state. */
export function initialSnapshot<Connection extends LabConnection>(): LabSnapshot<Connection> {
  return {
    session: { state: 'loading' },
    achieved: NOTHING_ACHIEVED,
    lab: null,
    connection: null,
    pending: null,
    refusal: null,
    clockSkewMs: 0,
  }
}
