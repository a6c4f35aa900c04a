/** What `LabTerminals` shows to the page. Immutable: a new object for every change, and the same one until then. */
import type { TerminalId, TerminalRole } from '#protocol/control.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'

export interface LabTerminalsSnapshot {
  readonly connection: ConnectionView
  /** The lab as the server last told it; undefined until the socket has been open once. */
  readonly lab: LabView
  /** The latest result of each check. */
  readonly results: readonly CheckResultView[]
  /** What was achieved while this page was open, a step each. */
  readonly progress: readonly StepProgressView[]
  /** Steps whose checks run now. */
  readonly checkingSteps: readonly string[]
  readonly tabs: readonly TabView[]
  readonly activeTab: TerminalId | undefined
}

export interface ConnectionView {
  /** `connecting`: the first time. `reconnecting`: until keys reach the shown shell again. `closed`: given up for `reason`, until `reconnectNow()`. */
  readonly state: 'connecting' | 'open' | 'reconnecting' | 'closed'
  /** Which try since the connection was last good is under way, or comes next; 0 once the server is reached. */
  readonly attempt: number
  /** When the next try begins (milliseconds since the epoch); absent while one is under way. */
  readonly nextTryAt?: number
  readonly reason?: Reason
  /** Round trip of the last ping. */
  readonly latencyMs?: number
}

export interface Reason {
  readonly code: ErrorCode
  /** One sentence. */
  readonly message: string
  /** The way out. */
  readonly action: string
  readonly detail?: string
}

export interface TabView {
  readonly id: TerminalId
  readonly node: NodeId
  /** Fixed: what the program in the shell says goes into `title`. */
  readonly label: string
  readonly title?: string
  readonly state: 'opening' | 'live' | 'lagging' | 'exited' | 'failed'
  readonly role: TerminalRole
  /** Of `exited`; absent when the shell was lost rather than ended. */
  readonly exitCode?: number
  /** Of `failed`. */
  readonly reason?: Reason
  /** How often input was dropped since the shell could last be reached; 0 once it can. */
  readonly droppedInputs: number
}
