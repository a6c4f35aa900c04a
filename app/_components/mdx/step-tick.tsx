'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { stepState } from '../lesson/step-progress.ts'
import { useProgress } from '../lesson/use-progress.ts'
import { StepNumber } from './step-number.tsx'

/** The number of the step among those that the lab has; a tick once it is done, a quieter one when it was done with the solution. */
export function StepTick({ id }: { id: string }) {
  const { steps } = useLesson()
  const step = steps.find((each) => each.id === id)
  const progress = useProgress()
  const state = step === undefined ? 'open' : stepState(step, progress)
  const isDone = state === 'done' || state === 'helped'
  return (
    <span
      aria-hidden
      className={clsx(
        'mt-[0.12em] flex size-7 shrink-0 items-center justify-center rounded-full border text-sm font-semibold tabular-nums',
        state === 'done' && 'border-success bg-success-soft text-success',
        state === 'helped' && 'border-dashed border-success text-success',
        !isDone && 'border-line-strong/70 text-muted',
      )}
    >
      {isDone ? <Check size={15} strokeWidth={2.5} /> : <StepNumber id={id} />}
    </span>
  )
}
