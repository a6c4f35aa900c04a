/** The least that a step has to show: its checks are red before anything was done, and green after the solution. */
import type { Script } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import { isMet, look, lookUntil, quote, type Look, type LookAt, type Patience } from '#scripts/course-looks.ts'
import type { StepProof } from '#scripts/course-proof.ts'

/** No verdict on how fast a check is: the whole proof measures that, on a machine that does nothing else. */
export async function proveBriefly(at: LookAt, patience: Patience): Promise<StepProof> {
  const { lesson, step } = at
  const startedAt = performance.now()
  const looks: Look[] = []
  const finding = await findMistake(at, patience, looks)
  return {
    lesson: `${lesson.moduleId}/${lesson.id}`,
    step: step.id,
    checkCount: step.checks.length,
    wrongCount: 0,
    findings: finding === undefined ? [] : [finding],
    solvedMs: undefined,
    slowestCheckMs: Math.max(0, ...looks.flat().map(({ durationMs }) => durationMs)),
    durationMs: performance.now() - startedAt,
  }
}

async function findMistake(at: LookAt, patience: Patience, looks: Look[]): Promise<string | undefined> {
  const { fault, solution } = at.step
  const faultFailure = await change(at, fault)
  if (faultFailure !== undefined) return faultFailure
  looks.push(await look(at))
  if (looks.some(isMet)) return 'the step is done before anything was done'
  const solutionFailure = await change(at, solution)
  if (solutionFailure !== undefined) return solutionFailure
  looks.push(...(await lookUntil(at, isMet, patience)))
  const last = looks.at(-1) ?? []
  return isMet(last) ? undefined : `the solution does not meet the checks: ${quote(last)}`
}

async function change({ sandbox, signal }: LookAt, script: Script | undefined): Promise<string | undefined> {
  if (script === undefined) return undefined
  const failure = await changeSandbox({ sandbox, script, signal })
  return failure === undefined ? undefined : `${script.path} ${failure}`
}
