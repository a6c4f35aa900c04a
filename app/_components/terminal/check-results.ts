import type { CheckResultView } from '#protocol/views.ts'

export interface CheckNews {
  readonly results: readonly CheckResultView[]
  readonly checkingSteps: readonly string[]
}

export const NO_CHECKS: CheckNews = { results: [], checkingSteps: [] }

export function withChecking(news: CheckNews, step: string): CheckNews {
  if (news.checkingSteps.includes(step)) return news
  return { ...news, checkingSteps: [...news.checkingSteps, step] }
}

/** A result ends the waiting for its step: the others of the round are on their way. */
export function withResult({ results, checkingSteps }: CheckNews, result: CheckResultView): CheckNews {
  const others = results.filter(({ step, check }) => step !== result.step || check !== result.check)
  return { results: [...others, result], checkingSteps: checkingSteps.filter((step) => step !== result.step) }
}

/** Whether a round that had begun has ended is not known after a cut. */
export function withoutChecking(news: CheckNews): CheckNews {
  return news.checkingSteps.length === 0 ? news : { ...news, checkingSteps: [] }
}
