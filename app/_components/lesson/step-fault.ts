/** Whether what a step begins with is broken already. Pure: from the lab to what the page shows. */
import { isErrorCode, KindlabError } from '#protocol/errors.ts'
import type { LabSituation } from '../lab/lab-situation.ts'
import type { StepOutline } from './lesson-outline.ts'

export type StepFault =
  /** The step has no fault. */
  | { kind: 'none' }
  | { kind: 'no-lab' }
  /** Not broken yet. `failure`: why the last try came to nothing. */
  | { kind: 'whole'; failure?: KindlabError }
  | { kind: 'breaking'; startedAt: number }
  | { kind: 'broken'; since: number }

export function stepFault({ id, hasFault }: StepOutline, situation: LabSituation): StepFault {
  if (!hasFault) return { kind: 'none' }
  if (situation.kind !== 'ready') return { kind: 'no-lab' }
  const { steps, work, failedWork } = situation.lab
  if (work?.kind === 'break' && work.step === id) return { kind: 'breaking', startedAt: work.startedAt }
  const since = steps?.find(({ step }) => step === id)?.brokenAt
  if (since !== undefined) return { kind: 'broken', since }
  if (failedWork?.step !== id) return { kind: 'whole' }
  const { code } = failedWork.error
  return { kind: 'whole', failure: new KindlabError(isErrorCode(code) ? code : 'internal') }
}
