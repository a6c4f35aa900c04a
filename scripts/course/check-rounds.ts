/** Runs the checks of a step for `course test`. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckResultView } from '#protocol/views.ts'
import type { Lesson, Step } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import type { Sandbox } from '#server/providers/provider.ts'

export interface StepUnderTest {
  sandbox: Sandbox
  lesson: Lesson
  step: Step
  signal: AbortSignal
}

/** The results of one round: one for each check. */
export type CheckRound = readonly CheckResultView[]

export interface Patience {
  deadlineMs: number
  pauseMs: number
}

const runner = createCheckRunner({ now: Date.now })

export async function runChecks({ sandbox, lesson, step, signal }: StepUnderTest): Promise<CheckRound> {
  const results: CheckResultView[] = []
  await runner.run({ sandbox, lesson, steps: [step.id], signal, onResult: (result) => results.push(result) })
  return results
}

/** Runs the checks until `isDone`, or until the deadline. Returns all rounds in order. */
export async function runChecksUntil(
  at: StepUnderTest,
  isDone: (look: CheckRound) => boolean,
  patience: Patience,
): Promise<CheckRound[]> {
  const deadline = performance.now() + patience.deadlineMs
  const rounds: CheckRound[] = []
  for (;;) {
    const current = await runChecks(at)
    rounds.push(current)
    if (isDone(current) || performance.now() >= deadline) return rounds
    await sleep(patience.pauseMs, undefined, { signal: at.signal })
  }
}

export async function runChecksTimes(at: StepUnderTest, count: number): Promise<CheckRound[]> {
  const rounds: CheckRound[] = []
  while (rounds.length < count) rounds.push(await runChecks(at))
  return rounds
}

export function isMet(results: CheckRound): boolean {
  return results.every(({ outcome }) => outcome === 'met')
}

/** Whether an unmet check printed these words. */
export function says(results: CheckRound, words: string): boolean {
  return results.some(
    ({ outcome, expected, actual, why }) =>
      outcome === 'unmet' && [expected, actual, why].some((line) => line?.includes(words)),
  )
}

/** The results as part of a finding. */
export function quote(results: CheckRound): string {
  return results
    .map(({ check, outcome, actual, why }) => [`${check} ${outcome}`, actual, why].filter((part) => part).join(', '))
    .join('; ')
}
