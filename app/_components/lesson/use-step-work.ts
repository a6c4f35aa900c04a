'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from './lesson-provider.tsx'
import { failureOf, type StepFault, stepFault } from './step-fault.ts'

export interface StepWork {
  fault: StepFault
  /** What the server does for this step now. */
  work: WorkView | undefined
  /** The server is at something in this cluster, or was just asked. */
  isBusy: boolean
  /** Why the last thing that was asked for this step was refused, or came to nothing. */
  failure: KindlabError | undefined
  start: (kind: WorkKind) => Promise<void>
}

export function useStepWork(stepId: string): StepWork {
  const lesson = useLesson()
  const situation = situationOf(useLab(), lesson)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<KindlabError>()
  const step = lesson.steps.find(({ id }) => id === stepId)
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const start = async (kind: WorkKind) => {
    if (lab === undefined) return
    setAsking(true)
    setRefusal(undefined)
    try {
      const { stepApi } = await loadBrowserApi()
      await stepApi.startWork(lab.id, { kind, step: stepId, generation: lab.generation })
    } catch (thrown) {
      setRefusal(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setAsking(false)
  }
  return {
    fault: step === undefined ? { kind: 'none' } : stepFault(step, situation),
    work: lab?.work?.step === stepId ? lab.work : undefined,
    isBusy: isAsking || lab?.work !== undefined,
    failure: refusal ?? failureOf(stepId, lab),
    start,
  }
}
