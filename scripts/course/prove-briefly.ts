/** The short proof of a step: its checks are not met at first, and met after the solution. */
import type { Script } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import {
  isMet,
  runChecks,
  runChecksUntil,
  quote,
  type CheckRound,
  type StepUnderTest,
  type Patience,
} from './check-rounds.ts'
import type { StepProof } from './prove-step.ts'

/** Does not limit the duration of checks: the full proof does, on a machine without other load. */
export async function proveBriefly(at: StepUnderTest, patience: Patience): Promise<StepProof> {
  const { lesson, step } = at
  const startedAt = performance.now()
  const rounds: CheckRound[] = []
  const finding = await findMistake(at, patience, rounds)
  return {
    lesson: `${lesson.moduleId}/${lesson.id}`,
    step: step.id,
    checkCount: step.checks.length,
    wrongCount: 0,
    findings: finding === undefined ? [] : [finding],
    solvedMs: undefined,
    slowestCheckMs: Math.max(0, ...rounds.flat().map(({ durationMs }) => durationMs)),
    durationMs: performance.now() - startedAt,
  }
}

async function findMistake(at: StepUnderTest, patience: Patience, rounds: CheckRound[]): Promise<string | undefined> {
  const { fault, solution } = at.step
  const faultFailure = await change(at, fault)
  if (faultFailure !== undefined) return faultFailure
  rounds.push(await runChecks(at))
  if (rounds.some(isMet)) return 'the checks are met before the learner has done anything'
  const solutionFailure = await change(at, solution)
  if (solutionFailure !== undefined) return solutionFailure
  rounds.push(...(await runChecksUntil(at, isMet, patience)))
  const last = rounds.at(-1) ?? []
  return isMet(last) ? undefined : `the solution does not meet the checks: ${quote(last)}`
}

async function change({ sandbox, signal }: StepUnderTest, script: Script | undefined): Promise<string | undefined> {
  if (script === undefined) return undefined
  const failure = await changeSandbox({ sandbox, script, signal })
  return failure === undefined ? undefined : `${script.path} ${failure}`
}
