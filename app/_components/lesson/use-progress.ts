'use client'
import { useMemo } from 'react'
import type { StepProgressView } from '#protocol/progress.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from './lesson-provider.tsx'
import { type ProgressByStep, progressByStep } from './step-state.ts'

const NOTHING: readonly StepProgressView[] = []

/** The learner's progress in this lesson. An exam hides the progress of earlier attempts. */
export function useProgress(): ProgressByStep {
  const { module, lesson, exam } = useLesson()
  const { achieved } = useLab()
  const steps = exam === undefined ? achieved.steps[`${module}/${lesson}`] : undefined
  return useMemo(() => progressByStep(steps ?? NOTHING), [steps])
}
