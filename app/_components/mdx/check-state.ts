import type { CheckResultView } from '#protocol/views.ts'

/** `error`: the check could not be run, which says nothing about the work. */
export type CheckState = 'pending' | 'met' | 'unmet' | 'error'

export function checkState(result: CheckResultView | undefined): CheckState {
  return result?.outcome ?? 'pending'
}

/** The state of a group: met only together, unmet as soon as one is. */
export function groupState(states: readonly CheckState[]): CheckState {
  if (states.every((state) => state === 'met')) return 'met'
  if (states.includes('unmet')) return 'unmet'
  return states.includes('error') ? 'error' : 'pending'
}
