import type { CheckResultView } from '#protocol/views.ts'
import type { Lesson } from '#course/model.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { type CheckAnswer, readCheckAnswer } from './check-answer.ts'
import { runCheck } from './run-check.ts'

export interface CheckRound {
  sandbox: Sandbox
  lesson: Lesson
  /** Ids of the steps to check. */
  steps: readonly string[]
  signal: AbortSignal
  /** Called with each result as it comes. */
  onResult: (result: CheckResultView) => void
}

export interface CheckRunner {
  /** Runs every check of these steps once and resolves when all have answered. Rejects only when `signal` aborts. */
  run(round: CheckRound): Promise<void>
}

export interface CheckRunnerOptions {
  /** Milliseconds since the epoch. */
  now: () => number
  /** Parses what a check printed. The server does it in another thread. */
  readAnswer?: (stdout: string) => Promise<CheckAnswer>
}

const readHere = async (stdout: string): Promise<CheckAnswer> => readCheckAnswer(stdout)

/** Each check is a short command in the node; more at once would slow each other down. */
const CHECKS_AT_ONCE = 3

export function createCheckRunner({ now, readAnswer = readHere }: CheckRunnerOptions): CheckRunner {
  return {
    async run({ sandbox, lesson, steps, signal, onResult }) {
      const wanted = lesson.steps.filter(({ id }) => steps.includes(id))
      const checks = wanted.flatMap((step) => step.checks.map((check) => ({ step: step.id, check })))
      const queue = checks.values()
      const lane = async (): Promise<void> => {
        for (const { step, check } of queue) {
          onResult(await runCheck({ sandbox, step, check, signal, now, readAnswer }))
        }
      }
      await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, lane))
    },
  }
}
