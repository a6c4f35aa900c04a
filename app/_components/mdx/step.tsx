'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { stepState } from '../lesson/step-state.ts'
import { useProgress } from '../lesson/use-progress.ts'

export interface StepProps {
  id: string
  children: ReactNode
}

/** A part of the lesson with a task. Hidden when the present lab has not drawn it. */
export function Step({ id, children }: StepProps) {
  const { steps, exam, undrawn } = useLesson()
  const number = steps.findIndex((step) => step.id === id) + 1
  const undrawnStep = undrawn.find((step) => step.id === id)
  const title = steps[number - 1]?.title ?? undrawnStep?.title ?? id
  return (
    <section
      id={id}
      hidden={undrawnStep !== undefined}
      aria-labelledby={`${id}-title`}
      className="mt-12 scroll-mt-16 first:mt-0 [&[hidden]]:hidden"
    >
      <h2 id={`${id}-title`} className="mt-0! flex items-start gap-3">
        <StepTick id={id} number={number} />
        <span>
          <span className="sr-only">{`${exam === undefined ? 'Step' : 'Task'} ${number}: `}</span>
          {title}
        </span>
      </h2>
      {children}
    </section>
  )
}

/**
 * The number of the step in this lab; a tick once the step is done, with a dashed border if the solution was used.
 * The tick is the persisted progress; the box of `Checks` shows the present cluster. They can differ.
 */
function StepTick({ id, number }: { id: string; number: number }) {
  const step = useLesson().steps.find((each) => each.id === id)
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
      {isDone ? <Check size={15} strokeWidth={2.5} /> : number}
    </span>
  )
}
