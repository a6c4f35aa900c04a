/** A learner's progress in one step as a value. Pure; time is passed in. */
import type { StepProgressView } from '#protocol/progress.ts'

export type StepProgress = StepProgressView

export function noProgress(step: string): StepProgress {
  return { step, hints: 0 }
}

export function begin(progress: StepProgress, now: number): StepProgress {
  return progress.startedAt === undefined ? { ...progress, startedAt: now } : progress
}

/** The learner ran a command while this was the current step. */
export function recordTry(progress: StepProgress, now: number): StepProgress {
  const begun = begin(progress, now)
  return begun.triedAt === undefined ? { ...begun, triedAt: now } : begun
}

/** The checks are met. A learner who saw the solution since the step was last put back did it with the solution. */
export function finish(progress: StepProgress, now: number): StepProgress {
  const by = progress.solutionAt === undefined ? 'own' : 'solution'
  if (progress.doneBy === 'own' || progress.doneBy === by) return progress
  return { ...begin(progress, now), doneAt: now, doneBy: by }
}

export function showHints(progress: StepProgress, shown: number): StepProgress {
  return shown > progress.hints ? { ...progress, hints: shown } : progress
}

export function recordSolutionUsed(progress: StepProgress, now: number): StepProgress {
  return { ...begin(progress, now), solutionAt: now }
}

/** The cluster is again as before the step. Achievements stay, and the next solution counts as a new one. */
export function putBack(progress: StepProgress): StepProgress {
  const restored = { ...progress }
  delete restored.solutionAt
  delete restored.triedAt
  return restored
}
