import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'

export interface CheckUpdates {
  readonly results: readonly CheckResultView[]
  readonly checkingSteps: readonly string[]
  readonly progress: readonly StepProgressView[]
}

export const NO_CHECKS: CheckUpdates = { results: [], checkingSteps: [], progress: [] }

export function withChecking(updates: CheckUpdates, step: string): CheckUpdates {
  if (updates.checkingSteps.includes(step)) return updates
  return { ...updates, checkingSteps: [...updates.checkingSteps, step] }
}

/** The first result of a step ends its `checkingSteps` entry; the other results of the round follow. */
export function withResult(updates: CheckUpdates, result: CheckResultView): CheckUpdates {
  const { results, checkingSteps } = updates
  const others = results.filter(({ step, check }) => step !== result.step || check !== result.check)
  return {
    ...updates,
    results: [...others, result],
    checkingSteps: checkingSteps.filter((step) => step !== result.step),
  }
}

export function withProgress(updates: CheckUpdates, progress: StepProgressView): CheckUpdates {
  const others = updates.progress.filter(({ step }) => step !== progress.step)
  return { ...updates, progress: [...others, progress] }
}

/** After a cut the page does not know whether a round has ended. */
export function withoutChecking(updates: CheckUpdates): CheckUpdates {
  return updates.checkingSteps.length === 0 ? updates : { ...updates, checkingSteps: [] }
}
