import type { TakeOverView, TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import type { ChannelView } from '../channel/channel-view.ts'
import type { ConnectionView, Reason } from '../connection/connection-view.ts'

/** The state of `LabTerminals`. Immutable: each change makes a new object. */
export interface LabTerminalsSnapshot {
  readonly connection: ConnectionView
  /** The lab as the server last reported it. */
  readonly lab: LabView
  /** The latest result of each check. */
  readonly results: readonly CheckResultView[]
  /** Progress made while this page was open, one entry per step. */
  readonly progress: readonly StepProgressView[]
  /** Steps whose checks are running. */
  readonly checkingSteps: readonly string[]
  /** Names of the people who watch terminals of this lab. */
  readonly watchers: readonly string[]
  /** An instructor asks to type into a terminal, or types. */
  readonly takeOver: TakeOverView
  /** Why the server refused the last request of this page. */
  readonly refusal: Reason | undefined
  readonly tabs: readonly TabView[]
  readonly activeTab: TerminalId | undefined
}

export interface TabView extends ChannelView {
  readonly id: TerminalId
  readonly node: NodeId
  /** Fixed; the shell's own title is in `title`. */
  readonly label: string
}

/** True when no listener would see a difference. Labs and results are compared by identity, because they are replaced when they change. */
export function isSameSnapshot(one: LabTerminalsSnapshot, other: LabTerminalsSnapshot): boolean {
  return (
    CONNECTION_FIELDS.every((field) => one.connection[field] === other.connection[field]) &&
    one.lab === other.lab &&
    one.results === other.results &&
    one.progress === other.progress &&
    one.checkingSteps === other.checkingSteps &&
    one.activeTab === other.activeTab &&
    one.watchers === other.watchers &&
    one.takeOver === other.takeOver &&
    one.refusal === other.refusal &&
    one.tabs.length === other.tabs.length &&
    one.tabs.every((tab, index) => isSameTab(tab, other.tabs[index]))
  )
}

const CONNECTION_FIELDS = [
  'state',
  'attempt',
  'nextTryAt',
  'reason',
  'latencyMs',
] as const satisfies (keyof ConnectionView)[]

const TAB_FIELDS = [
  'id',
  'title',
  'state',
  'role',
  'exitCode',
  'reason',
  'droppedInputs',
  'isInputHeld',
  'droppedBytes',
] as const satisfies (keyof TabView)[]

function isSameTab(one: TabView, other: TabView | undefined): boolean {
  return TAB_FIELDS.every((field) => one[field] === other?.[field])
}
