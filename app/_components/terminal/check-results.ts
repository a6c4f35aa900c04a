import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'

export interface CheckNews {
  readonly results: readonly CheckResultView[]
  readonly checkingSteps: readonly string[]
  readonly progress: readonly StepProgressView[]
}

export const NO_CHECKS: CheckNews = { results: [], checkingSteps: [], progress: [] }

export function withChecking(news: CheckNews, step: string): CheckNews {
  if (news.checkingSteps.includes(step)) return news
  return { ...news, checkingSteps: [...news.checkingSteps, step] }
}

/** A result ends the waiting for its step: the others of the round are on their way. */
export function withResult(news: CheckNews, result: CheckResultView): CheckNews {
  const { results, checkingSteps } = news
  const others = results.filter(({ step, check }) => step !== result.step || check !== result.check)
  return {
    ...news,
    results: [...others, result],
    checkingSteps: checkingSteps.filter((step) => step !== result.step),
  }
}

export function withProgress(news: CheckNews, progress: StepProgressView): CheckNews {
  const others = news.progress.filter(({ step }) => step !== progress.step)
  return { ...news, progress: [...others, progress] }
}

/** Whether a round that had begun has ended is not known after a cut. */
export function withoutChecking(news: CheckNews): CheckNews {
  return news.checkingSteps.length === 0 ? news : { ...news, checkingSteps: [] }
}
