'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { stepState } from '../lesson/step-progress.ts'
import { useResults } from '../lesson/use-results.ts'

/** The number of the step; a tick once it is done. */
export function StepTick({ id, number }: { id: string; number: number }) {
  const results = useResults()
  const step = useLesson().steps.find((each) => each.id === id)
  const isDone = step !== undefined && stepState(step, results) === 'done'
  return (
    <span
      aria-hidden
      className={clsx(
        'mt-[0.12em] flex size-7 shrink-0 items-center justify-center rounded-full border text-sm font-semibold tabular-nums',
        isDone ? 'border-success bg-success-soft text-success' : 'border-line-strong/70 text-muted',
      )}
    >
      {isDone ? <Check size={15} strokeWidth={2.5} /> : number}
    </span>
  )
}
