'use client'
import { useMemo, useSyncExternalStore } from 'react'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLab } from '../lab/use-lab.ts'
import { currentResults, type ResultsByCheck, resultsByCheck } from './check-results.ts'
import { useLesson } from './lesson-provider.tsx'
import { type VerdictsByCheck, verdictsOf } from './verdicts.ts'

const NO_RESULTS: readonly CheckResultView[] = []

/** The latest results of this lesson, also those of earlier clusters. */
export function useVerdicts(): { verdicts: VerdictsByCheck; lab: LabView | undefined } {
  const { module, lesson, steps } = useLesson()
  const { lab: known, achieved } = useLab()
  const lab = known?.module === module && known.lesson === lesson ? known : undefined
  const latest = achieved.results[`${module}/${lesson}`] ?? NO_RESULTS
  const verdicts = useMemo(() => verdictsOf(resultsByCheck(latest), lab, steps), [latest, lab, steps])
  return { verdicts, lab }
}

/** Results that count in the present cluster; none without a cluster. */
export function useCurrentResults(): ResultsByCheck {
  const lesson = useLesson()
  const known = useLab()
  const situation = situationOf(known, lesson)
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const latest = known.achieved.results[`${lesson.module}/${lesson.lesson}`] ?? NO_RESULTS
  return useMemo(
    () => (lab === undefined ? new Map() : currentResults(resultsByCheck(latest), lab, lesson.steps)),
    [latest, lab, lesson.steps],
  )
}

const noConnection = (): (() => void) => () => undefined

export interface StepChecking {
  isChecking: boolean
  /** Undefined without a cluster. */
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
