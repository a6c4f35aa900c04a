import type { CheckResultView } from '#protocol/views.ts'

/** Latest result of each check, by `<step>/<check>`. */
export type ResultsByCheck = ReadonlyMap<string, CheckResultView>

/** `observe`: the step has nothing to check. */
export type StepState = 'done' | 'open' | 'observe'

export function resultKey(step: string, check: string): string {
  return `${step}/${check}`
}

/** Of two results for one check the later one counts, wherever it comes from. */
export function latestResults(...sources: readonly (readonly CheckResultView[])[]): ResultsByCheck {
  const latest = new Map<string, CheckResultView>()
  for (const result of sources.flat()) {
    const key = resultKey(result.step, result.check)
    const known = latest.get(key)
    if (known === undefined || known.checkedAt <= result.checkedAt) latest.set(key, result)
  }
  return latest
}

interface LabOfResults {
  createdAt: number
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
    const since = faulted.has(step) ? brokenAt.get(step) : lab.createdAt
    return since !== undefined && checkedAt >= since
  }
  return new Map([...results].filter(([, result]) => isCurrent(result)))
}

interface CheckedStep {
  id: string
  checks: readonly { id: string }[]
}

export function stepState(step: CheckedStep, results: ResultsByCheck): StepState {
  if (step.checks.length === 0) return 'observe'
  const isDone = step.checks.every((check) => results.get(resultKey(step.id, check.id))?.outcome === 'met')
  return isDone ? 'done' : 'open'
}

/** Steps without checks do not count: nothing tells whether they were done. */
export function countSteps(steps: readonly CheckedStep[], results: ResultsByCheck): { done: number; total: number } {
  const states = steps.map((step) => stepState(step, results)).filter((state) => state !== 'observe')
  return { done: states.filter((state) => state === 'done').length, total: states.length }
}
