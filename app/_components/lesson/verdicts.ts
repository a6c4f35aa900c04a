/** The results of checks with their age: whether they describe the cluster as it is now. Pure. */
import { countsSince, type FaultStep } from '#course/counts-since.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import { formatTime } from '../time/words.ts'
import { type CheckedStep, isStepMet, resultKey, type ResultsByCheck } from './check-results.ts'

/**
 * A learner has one lab at a time, so the time of a result identifies its cluster.
 * `changed`: the cluster can have changed since. `earlier`: the result is about a cluster that is gone.
 */
export type VerdictAge = 'current' | 'changed' | 'earlier'

export interface Verdict {
  result: CheckResultView
  age: VerdictAge
}

/** By `<step>/<check>`. */
export type VerdictsByCheck = ReadonlyMap<string, Verdict>

type VerdictStep = CheckedStep & FaultStep

/** `lab`: the lab of this lesson. Results from before the fault of a step are left out. */
export function verdictsOf(
  results: ResultsByCheck,
  lab: LabView | undefined,
  steps: readonly VerdictStep[],
): VerdictsByCheck {
  return new Map(
    steps.flatMap((step) => {
      const isMet = isStepMet(step, results)
      return step.checks.flatMap(({ id }) => {
        const key = resultKey(step.id, id)
        const result = results.get(key)
        const age = result && ageOf(result, { lab, step, isMet })
        return result === undefined || age === undefined ? [] : [[key, { result, age }] as const]
      })
    }),
  )
}

interface AgeOptions {
  lab: LabView | undefined
  step: FaultStep
  /** All checks of the step are met, so the server does not run them again by itself. */
  isMet: boolean
}

function ageOf({ checkedAt, durationMs }: CheckResultView, { lab, step, isMet }: AgeOptions): VerdictAge | undefined {
  if (lab?.state === 'kept' || (lab?.state === 'creating' && lab.isKept === true))
    return checkedAt < lab.createdAt ? 'earlier' : 'changed'
  if (lab?.state !== 'ready' || checkedAt < lab.readyAt) return 'earlier'
  const since = countsSince(step, lab)
  if (since === undefined || checkedAt < since) return undefined
  // The cluster can have changed while the check ran.
  return isMet && checkedAt - durationMs < (lab.changedAt ?? 0) ? 'changed' : 'current'
}

export interface NoteOptions {
  verdicts: readonly (Verdict | undefined)[]
  lab: LabView | undefined
  progress: StepProgressView | undefined
  /** All checks of the step are met, in the present cluster. */
  isMet: boolean
}

/** The note of the box of a step about the age of its results; undefined when they are current. */
export function describeAge({ verdicts, lab, progress, isMet }: NoteOptions): string | undefined {
  const known = verdicts.filter((verdict) => verdict !== undefined)
  if (known.some(({ age }) => age === 'earlier')) return 'Result of an earlier cluster'
  const changed = known.filter(({ age }) => age === 'changed').map(({ result }) => result.checkedAt)
  if (changed.length > 0)
    return `Checked before ${formatTime(Math.min(...changed))}; the cluster can have changed since`
  if (isMet || progress?.doneAt === undefined || lab?.state !== 'ready') return undefined
  return progress.doneAt < lab.readyAt ? 'You did this step in an earlier cluster' : 'You did this step before'
}
