'use client'
import { useMemo } from 'react'
import type { CheckResultView } from '#protocol/views.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from './lesson-provider.tsx'
import { type ResultsByCheck, resultsByCheck } from './check-results.ts'

const NO_RESULTS: readonly CheckResultView[] = []

/** Results of this lesson's checks: those of earlier visits, and those that arrive now. */
export function useResults(): ResultsByCheck {
  const { module, lesson } = useLesson()
  const results = useLab().achieved.results[`${module}/${lesson}`]
  return useMemo(() => resultsByCheck(results ?? NO_RESULTS), [results])
}
