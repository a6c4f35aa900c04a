/** Looks at a step's checks on behalf of `course test`. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckResultView } from '#protocol/views.ts'
import type { Lesson, Step } from '#course/model.ts'
import { createCheckRunner } from '#server/checks/check-runner.ts'
import type { Sandbox } from '#server/providers/provider.ts'

export interface LookAt {
  sandbox: Sandbox
  lesson: Lesson
  step: Step
  signal: AbortSignal
}

/** The results of one round, one for each check. */
export type Look = readonly CheckResultView[]

export interface Patience {
  deadlineMs: number
  pauseMs: number
}

const runner = createCheckRunner({ now: Date.now })

export async function look({ sandbox, lesson, step, signal }: LookAt): Promise<Look> {
  const results: CheckResultView[] = []
  await runner.run({ sandbox, lesson, steps: [step.id], signal, onResult: (result) => results.push(result) })
  return results
}

/** Looks until `isDone`, or until the deadline; every look is returned, the last one last. */
export async function lookUntil(at: LookAt, isDone: (look: Look) => boolean, patience: Patience): Promise<Look[]> {
  const deadline = performance.now() + patience.deadlineMs
  const looks: Look[] = []
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
    const current = await look(at)
    looks.push(current)
    if (isDone(current) || performance.now() >= deadline) return looks
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await sleep(patience.pauseMs, undefined, { signal: at.signal })
  }
}

export async function lookTimes(at: LookAt, count: number): Promise<Look[]> {
  const looks: Look[] = []
  // oxlint-disable-next-line no-await-in-loop -- repeats, one after the other
  while (looks.length < count) looks.push(await look(at))
  return looks
}

export function isMet(results: Look): boolean {
  return results.every(({ outcome }) => outcome === 'met')
}

/** Whether an unmet check says these words. */
export function says(results: Look, words: string): boolean {
  return results.some(
    ({ outcome, expected, actual, why }) =>
      outcome === 'unmet' && [expected, actual, why].some((line) => line?.includes(words)),
  )
}

/** What the checks said, for a finding. */
export function quote(results: Look): string {
  return results
    .map(({ check, outcome, actual, why }) => [`${check} ${outcome}`, actual, why].filter((part) => part).join(', '))
    .join('; ')
}
