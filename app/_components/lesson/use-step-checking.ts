'use client'
import { useSyncExternalStore } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from './lesson-provider.tsx'

const noConnection = (): (() => void) => () => undefined

export interface StepChecking {
  isChecking: boolean
  /** Undefined while there is no cluster to check. */
  checkNow: (() => void) | undefined
}

export function useStepChecking(step: string): StepChecking {
  const lab = useLab()
  const connection = situationOf(lab, useLesson()).kind === 'ready' ? lab.connection : null
  const isChecking = useSyncExternalStore(
    connection?.subscribe ?? noConnection,
    () => connection?.getSnapshot().checkingSteps.includes(step) ?? false,
    () => false,
  )
  return { isChecking, checkNow: connection === null ? undefined : () => connection.checkNow(step) }
}
