'use client'
import { useMemo } from 'react'
import type { StepProgressView } from '#protocol/progress.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from './lesson-provider.tsx'
import { type ProgressByStep, progressByStep } from './step-progress.ts'

const NOTHING: readonly StepProgressView[] = []

/** What was achieved in this lesson: in earlier visits, and now. An exam tells nothing of what was achieved in earlier attempts. */
export function useProgress(): ProgressByStep {
  const { module, lesson, exam } = useLesson()
  const { achieved } = useLab()
  const steps = exam === undefined ? achieved.steps[`${module}/${lesson}`] : undefined
  return useMemo(() => progressByStep(steps ?? NOTHING), [steps])
}
