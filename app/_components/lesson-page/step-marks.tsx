'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { countSteps, type StepState, stepState } from '../lesson/step-state.ts'
import { useProgress } from '../lesson/use-progress.ts'

/** A row with one mark per step; a tick marks a done step. */
export function StepMarks({ currentId }: { currentId: string | undefined }) {
  const lesson = useLesson()
  const { steps, exam } = lesson
  const progress = useProgress()
  if (steps.length === 0) return null
  const { done, total } = countSteps(lesson, progress)
  return (
    <nav aria-label={exam === undefined ? `Steps, ${done} of ${total} done` : 'Tasks'}>
      <ol className="flex items-center gap-1">
        {steps.map((step, index) => (
          <StepMark
            key={step.id}
            number={index + 1}
            id={step.id}
            title={step.title}
            state={stepState(step, progress)}
            isCurrent={step.id === currentId}
          />
        ))}
      </ol>
    </nav>
  )
}

const WORDS: Record<StepState, string> = { done: ', done', helped: ', done with the solution', open: '', observe: '' }

interface StepMarkProps {
  id: string
  number: number
  title: string
  state: StepState
  isCurrent: boolean
}

function StepMark({ id, number, title, state, isCurrent }: StepMarkProps) {
  const isDone = state === 'done' || state === 'helped'
  const { exam } = useLesson()
  return (
    <li>
      <a
        href={`#${id}`}
        title={title}
        aria-label={`${exam === undefined ? 'Step' : 'Task'} ${number}: ${title}${WORDS[state]}`}
        aria-current={isCurrent ? 'step' : undefined}
        className={clsx(
          'flex size-6 items-center justify-center rounded-full border text-xs font-medium tabular-nums transition-colors',
          state === 'done' && 'border-success bg-success-soft text-success',
          state === 'helped' && 'border-dashed border-success text-success',
          !isDone && isCurrent && 'border-accent bg-accent-soft text-accent',
          !isDone && !isCurrent && 'border-line-strong/60 text-muted hover:border-text hover:text-text',
        )}
      >
        {isDone ? <Check size={13} strokeWidth={2.5} aria-hidden /> : number}
      </a>
    </li>
  )
}
