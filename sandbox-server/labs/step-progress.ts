/** A learner's progress in one step as a value. Pure; time is passed in. */
import type { StepProgressView } from '#protocol/progress.ts'

export type StepProgress = StepProgressView

export function noProgress(step: string): StepProgress {
  return { step, hints: 0 }
}

export function begin(progress: StepProgress, now: number): StepProgress {
  return progress.startedAt === undefined ? { ...progress, startedAt: now } : progress
}

/** The learner ran a command while this was the step at hand. */
export function recordTry(progress: StepProgress, now: number): StepProgress {
  const begun = begin(progress, now)
  return begun.triedAt === undefined ? { ...begun, triedAt: now } : begun
}

/** The checks are met. Who has seen the solution since the step was last put back has done it with the solution. */
export function finish(progress: StepProgress, now: number): StepProgress {
  const by = progress.solutionAt === undefined ? 'own' : 'solution'
  if (progress.doneBy === 'own' || progress.doneBy === by) return progress
  return { ...begin(progress, now), doneAt: now, doneBy: by }
}

export function showHints(progress: StepProgress, shown: number): StepProgress {
  return shown > progress.hints ? { ...progress, hints: shown } : progress
}

export function useSolution(progress: StepProgress, now: number): StepProgress {
  return { ...begin(progress, now), solutionAt: now }
}

/** As if nothing had been tried: what is achieved stays, and what follows is judged by itself. */
export function putBack(progress: StepProgress): StepProgress {
  const anew = { ...progress }
  delete anew.solutionAt
  delete anew.triedAt
  return anew
}
