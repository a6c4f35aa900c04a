'use client'
import { useLesson } from '../lesson/lesson-provider.tsx'

/** Where a step stands among those that the lab has; with `isWord` as it is read out. */
export function StepNumber({ id, isWord = false }: { id: string; isWord?: boolean }) {
  const { steps, exam } = useLesson()
  const number = steps.findIndex((step) => step.id === id) + 1
  return isWord ? `${exam === undefined ? 'Step' : 'Task'} ${number}: ` : number
}
