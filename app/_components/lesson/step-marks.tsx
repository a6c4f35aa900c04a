'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useLesson } from './lesson-provider.tsx'
import { countSteps, stepState } from './step-progress.ts'
import { useResults } from './use-results.ts'

/** One mark for each step, in a row: a tick when it is done. */
export function StepMarks({ currentId }: { currentId: string | undefined }) {
  const { steps } = useLesson()
  const results = useResults()
  if (steps.length === 0) return null
  const { done, total } = countSteps(steps, results)
  return (
    <nav aria-label={`Steps, ${done} of ${total} done`}>
      <ol className="flex items-center gap-1">
        {steps.map((step, index) => (
          <StepMark
            key={step.id}
            number={index + 1}
            id={step.id}
            title={step.title}
            isDone={stepState(step, results) === 'done'}
            isCurrent={step.id === currentId}
          />
        ))}
      </ol>
    </nav>
  )
}

interface StepMarkProps {
  id: string
  number: number
  title: string
  isDone: boolean
  isCurrent: boolean
}

function StepMark({ id, number, title, isDone, isCurrent }: StepMarkProps) {
  return (
    <li>
      <a
        href={`#${id}`}
        title={title}
        aria-label={`Step ${number}: ${title}${isDone ? ', done' : ''}`}
        aria-current={isCurrent ? 'step' : undefined}
        className={clsx(
          'flex size-6 items-center justify-center rounded-full border text-xs font-medium tabular-nums transition-colors',
          isDone && 'border-success bg-success-soft text-success',
          !isDone && isCurrent && 'border-accent bg-accent-soft text-accent',
          !isDone && !isCurrent && 'border-line-strong/60 text-muted hover:border-text hover:text-text',
        )}
      >
        {isDone ? <Check size={13} strokeWidth={2.5} aria-hidden /> : number}
      </a>
    </li>
  )
}
