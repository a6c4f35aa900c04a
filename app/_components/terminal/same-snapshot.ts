import type { ConnectionView, LabTerminalsSnapshot, TabView } from './snapshot.ts'

/** Whether a listener would see any difference. Labs and results are new objects when they change; tabs are made anew each time. */
export function isSameSnapshot(one: LabTerminalsSnapshot, other: LabTerminalsSnapshot): boolean {
  return (
    CONNECTION_FIELDS.every((field) => one.connection[field] === other.connection[field]) &&
    one.lab === other.lab &&
    one.results === other.results &&
    one.progress === other.progress &&
    one.checkingSteps === other.checkingSteps &&
    one.activeTab === other.activeTab &&
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
] as const satisfies (keyof TabView)[]

function isSameTab(one: TabView, other: TabView | undefined): boolean {
  return TAB_FIELDS.every((field) => one[field] === other?.[field])
}
