'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/lab-provider.tsx'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from './lesson-provider.tsx'
import { type StepFault, stepFault } from './step-fault.ts'

export interface StepFaultControl {
  fault: StepFault
  /** The request is on its way. */
  isAsking: boolean
  /** Why the server would not begin. */
  refusal: KindlabError | undefined
  breakIt: () => Promise<void>
}

export function useStepFault(stepId: string): StepFaultControl {
  const lesson = useLesson()
  const situation = situationOf(useLab(), lesson)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<KindlabError>()
  const step = lesson.steps.find(({ id }) => id === stepId)
  const breakIt = async () => {
    if (situation.kind !== 'ready') return
    setAsking(true)
    setRefusal(undefined)
    try {
      const { workApi } = await loadBrowserApi()
      const { id, generation } = situation.lab
      await workApi.start(id, { kind: 'break', step: stepId, generation })
    } catch (thrown) {
      setRefusal(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setAsking(false)
  }
  return { fault: step === undefined ? { kind: 'none' } : stepFault(step, situation), isAsking, refusal, breakIt }
}
