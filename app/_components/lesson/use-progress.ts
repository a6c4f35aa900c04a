'use client'
import { useMemo, useSyncExternalStore } from 'react'
import type { StepProgressView } from '#protocol/progress.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from './lesson-provider.tsx'
import { type ProgressByStep, progressByStep } from './step-progress.ts'

const NOTHING: readonly StepProgressView[] = []
const noConnection = (): (() => void) => () => undefined

/** What was achieved in this lesson: in earlier visits, and now. An exam tells nothing of what was achieved in earlier attempts. */
export function useProgress(): ProgressByStep {
  const { module, lesson, exam } = useLesson()
  const { session, lab, connection } = useLab()
  const isHere = lab !== null && lab.module === module && lab.lesson === lesson
  const live = useSyncExternalStore(
    connection?.subscribe ?? noConnection,
    () => (isHere ? (connection?.getSnapshot().progress ?? NOTHING) : NOTHING),
    () => NOTHING,
  )
  const earlier =
    session.state === 'ready' && exam === undefined ? session.view.steps[`${module}/${lesson}`] : undefined
  return useMemo(() => progressByStep(earlier ?? NOTHING, live), [earlier, live])
}
