/** The results of the checks of a lesson, as the page shows them. */
import { countsSince, type ReadyLab, type FaultStep } from '#course/counts-since.ts'
import type { CheckOutcome, CheckResultView } from '#protocol/views.ts'

/** Latest result of each check, by `<step>/<check>`. */
export type ResultsByCheck = ReadonlyMap<string, CheckResultView>

/** `pending`: no result yet. */
export type CheckState = 'pending' | CheckOutcome

/** A group has the state of the check with the highest number. */
const PRECEDENCE: Readonly<Record<CheckState, number>> = { met: 0, pending: 1, error: 2, unmet: 3 }

export function resultKey(step: string, check: string): string {
  return `${step}/${check}`
}

export function resultsByCheck(results: readonly CheckResultView[]): ResultsByCheck {
  return new Map(results.map((result) => [resultKey(result.step, result.check), result]))
}

export interface CheckedStep {
  id: string
  checks: readonly { id: string }[]
}

export function isStepMet(step: CheckedStep, results: ResultsByCheck): boolean {
  return step.checks.every((check) => results.get(resultKey(step.id, check.id))?.outcome === 'met')
}

/** The results that count in this lab. */
export function currentResults(results: ResultsByCheck, lab: ReadyLab, steps: readonly FaultStep[]): ResultsByCheck {
  const sinceByStep = new Map(steps.map((step) => [step.id, countsSince(step, lab)]))
  const isCurrent = ({ step, checkedAt }: CheckResultView): boolean => {
    const since = sinceByStep.get(step)
    return since !== undefined && checkedAt >= since
  }
  return new Map([...results].filter(([, result]) => isCurrent(result)))
}

export function checkState(result: CheckResultView | undefined): CheckState {
  return result?.outcome ?? 'pending'
}

/** The state of a group: met when all checks are met, unmet when at least one is unmet. */
export function groupState(states: readonly CheckState[]): CheckState {
  return states.toSorted((one, other) => PRECEDENCE[other] - PRECEDENCE[one])[0] ?? 'met'
}
