'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { call } from '../api/call.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from './lesson-provider.tsx'
import { failureOf, type StepFault, stepFault } from './step-fault.ts'

export interface StepWork {
  fault: StepFault
  /** The work that the server does for this step. */
  work: WorkView | undefined
  /** The server works in this cluster, or the page has just requested work. */
  isBusy: boolean
  /** Why the last request for this step was refused, or its work failed. */
  failure: KindlabError | undefined
  start: (kind: WorkKind) => Promise<void>
}

export function useStepWork(stepId: string): StepWork {
  const lesson = useLesson()
  const situation = situationOf(useLab(), lesson)
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<KindlabError>()
  const step = lesson.steps.find(({ id }) => id === stepId)
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const start = async (kind: WorkKind) => {
    if (lab === undefined) return
    setSending(true)
    setRefusal(undefined)
    try {
      await call('lab.work', { id: lab.id, body: { kind, step: stepId, generation: lab.generation } })
    } catch (thrown) {
      setRefusal(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setSending(false)
  }
  return {
    fault: step === undefined ? { kind: 'none' } : stepFault(step, situation),
    work: lab?.work?.step === stepId ? lab.work : undefined,
    isBusy: isSending || lab?.work !== undefined,
    failure: refusal ?? failureOf(stepId, lab),
    start,
  }
}
