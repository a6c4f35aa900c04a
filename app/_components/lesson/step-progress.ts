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
