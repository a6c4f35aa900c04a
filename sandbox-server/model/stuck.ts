/** Decides which learners of a class are stuck. Pure; time is passed in. */
import type { StepProgress } from './step-progress.ts'

/** Below this, no learner is slow: reading a step takes time too. */
const MIN_SLOW_MS = 5 * 60_000
/** Without enough learners who have done the step. */
const DEFAULT_SLOW_MS = 10 * 60_000
const MIN_DONE = 3

/** Median time from the first try to the end of each step, for steps that enough learners have done. */
export function medianTimes(all: readonly StepProgress[]): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>()
  for (const { step, startedAt, doneAt, doneBy } of all) {
    if (startedAt === undefined || doneAt === undefined || doneBy !== 'own') continue
    times.set(step, [...(times.get(step) ?? []), doneAt - startedAt])
  }
  const enough = [...times].filter(([, durations]) => durations.length >= MIN_DONE)
  return new Map(enough.map(([step, durations]) => [step, median(durations)]))
}

/** A sentence for the instructor, or undefined: the learner is not stuck at this step. */
export function whyStuck(
  progress: StepProgress,
  medians: ReadonlyMap<string, number>,
  now: number,
): string | undefined {
  const { step, startedAt, triedAt, doneAt } = progress
  if (doneAt !== undefined || startedAt === undefined || triedAt === undefined) return undefined
  const usualMs = medians.get(step)
  const limitMs = usualMs === undefined ? DEFAULT_SLOW_MS : Math.max(MIN_SLOW_MS, 2 * usualMs)
  if (now - startedAt < limitMs) return undefined
  const minutes = Math.round((now - startedAt) / 60_000)
  if (usualMs === undefined) return `At this step for ${minutes} minutes.`
  return `At this step for ${minutes} minutes; half of the class needed ${Math.max(1, Math.round(usualMs / 60_000))} or less.`
}

function median(durations: readonly number[]): number {
  const sorted = durations.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
