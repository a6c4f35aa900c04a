/** What the checks of a lesson said. */
import type { CheckResultView } from '#protocol/views.ts'

/** Latest result of each check, by `<step>/<check>`. */
export type ResultsByCheck = ReadonlyMap<string, CheckResultView>

export function resultKey(step: string, check: string): string {
  return `${step}/${check}`
}

export function resultsByCheck(results: readonly CheckResultView[]): ResultsByCheck {
  return new Map(results.map((result) => [resultKey(result.step, result.check), result]))
}

export function isStepMet(step: { id: string; checks: readonly { id: string }[] }, results: ResultsByCheck): boolean {
  return step.checks.every((check) => results.get(resultKey(step.id, check.id))?.outcome === 'met')
}

interface LabOfResults {
  readyAt: number
  steps?: readonly { step: string; brokenAt?: number | undefined }[] | undefined
}

/** Those that say something of this lab's cluster: of a step with a fault, only what came after it was broken. */
export function currentResults(
  results: ResultsByCheck,
  lab: LabOfResults,
  steps: readonly { id: string; hasFault: boolean }[],
): ResultsByCheck {
  const faulted = new Set(steps.flatMap(({ id, hasFault }) => (hasFault ? [id] : [])))
  const brokenAt = new Map(lab.steps?.map((mark) => [mark.step, mark.brokenAt]))
  const isCurrent = ({ step, checkedAt }: CheckResultView): boolean => {
    const since = faulted.has(step) ? brokenAt.get(step) : lab.readyAt
    return since !== undefined && checkedAt >= since
  }
  return new Map([...results].filter(([, result]) => isCurrent(result)))
}
