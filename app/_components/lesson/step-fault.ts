/** Whether the fault of a step has been started. Pure: from the lab to the state that the page shows. */
import { isErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import type { LabSituation } from '../lab/lab-situation.ts'
import type { StepOutline } from './outline.ts'

export type StepFault =
  /** The step has no fault. */
  | { kind: 'none' }
  | { kind: 'no-lab' }
  /** The fault has not been started. */
  | { kind: 'intact' }
  | { kind: 'breaking'; startedAt: number }
  | { kind: 'broken' }

export function stepFault({ id, hasFault }: StepOutline, situation: LabSituation): StepFault {
  if (!hasFault) return { kind: 'none' }
  if (situation.kind !== 'ready') return { kind: 'no-lab' }
  const { steps, work } = situation.lab
  if (work?.kind === 'break' && work.step === id) return { kind: 'breaking', startedAt: work.startedAt }
  return { kind: steps?.some(({ step, brokenAt }) => step === id && brokenAt !== undefined) ? 'broken' : 'intact' }
}

/** Why the last work for a step failed. */
export function failureOf(
  step: string,
  lab: Extract<LabView, { state: 'ready' }> | undefined,
): KindlabError | undefined {
  if (lab?.failedWork?.step !== step) return undefined
  const { code, detail } = lab.failedWork.error
  return new KindlabError(isErrorCode(code) ? code : 'internal', detail === undefined ? {} : { detail })
}
