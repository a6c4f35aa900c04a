'use client'
import { useMemo, useSyncExternalStore } from 'react'
import type { CheckResultView } from '#protocol/views.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from './lesson-provider.tsx'
import { latestResults, type ResultsByCheck } from './check-results.ts'

const NO_RESULTS: readonly CheckResultView[] = []
const noConnection = (): (() => void) => () => undefined

/** Results of this lesson's checks: those of earlier visits, and those that arrive now. */
export function useResults(): ResultsByCheck {
  const { module, lesson } = useLesson()
  const { session, lab, connection } = useLab()
  const isHere = lab !== null && lab.module === module && lab.lesson === lesson
  const live = useSyncExternalStore(
    connection?.subscribe ?? noConnection,
    () => (isHere ? (connection?.getSnapshot().results ?? NO_RESULTS) : NO_RESULTS),
    () => NO_RESULTS,
  )
  const earlier = session.state === 'ready' ? session.view.progress[`${module}/${lesson}`] : undefined
  return useMemo(() => latestResults(earlier ?? NO_RESULTS, live), [earlier, live])
}
