'use client'
import { useMemo } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from './lesson-provider.tsx'
import { currentResults, type ResultsByCheck } from './check-results.ts'
import { useResults } from './use-results.ts'

/** What the checks say of the cluster that runs now; without one, what they said last. */
export function useCurrentResults(): ResultsByCheck {
  const results = useResults()
  const lesson = useLesson()
  const situation = situationOf(useLab(), lesson)
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  return useMemo(
    () => (lab === undefined ? results : currentResults(results, lab, lesson.steps)),
    [results, lab, lesson.steps],
  )
}
