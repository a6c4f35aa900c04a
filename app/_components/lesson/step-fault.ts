/** Whether what a step begins with is broken already. Pure: from the lab to what the page shows. */
import { isErrorCode, KindlabError } from '#protocol/errors.ts'
import type { LabView } from '#protocol/views.ts'
import type { LabSituation } from '../lab/lab-situation.ts'
import type { StepOutline } from './lesson-outline.ts'

export type StepFault =
  /** The step has no fault. */
  | { kind: 'none' }
  | { kind: 'no-lab' }
  /** Not broken yet. */
  | { kind: 'whole' }
  | { kind: 'breaking'; startedAt: number }
  | { kind: 'broken' }

export function stepFault({ id, hasFault }: StepOutline, situation: LabSituation): StepFault {
  if (!hasFault) return { kind: 'none' }
  if (situation.kind !== 'ready') return { kind: 'no-lab' }
  const { steps, work } = situation.lab
  if (work?.kind === 'break' && work.step === id) return { kind: 'breaking', startedAt: work.startedAt }
  return { kind: steps?.some(({ step, brokenAt }) => step === id && brokenAt !== undefined) ? 'broken' : 'whole' }
}

/** Why the last work for a step came to nothing. */
export function failureOf(
  step: string,
  lab: Extract<LabView, { state: 'ready' }> | undefined,
): KindlabError | undefined {
  if (lab?.failedWork?.step !== step) return undefined
  const { code, detail } = lab.failedWork.error
  return new KindlabError(isErrorCode(code) ? code : 'internal', detail === undefined ? {} : { detail })
}
