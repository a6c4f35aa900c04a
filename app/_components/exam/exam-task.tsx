'use client'
import { clsx } from 'clsx'
import { CircleDot, LoaderCircle } from 'lucide-react'
import { ErrorText } from '../site/error-text.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { InlineText } from '../site/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { type TaskState, taskState } from './task-state.ts'
import { type ExamControl, useExam } from './use-exam.ts'

/** The checks of a task without their results, and the button to open it. */
export function ExamTask({ step: id }: { step: string }) {
  const { steps } = useLesson()
  const control = useExam(id)
  const step = steps.find((each) => each.id === id)
  if (step === undefined || control.exam === undefined) return null
  const state = taskState(id, control.exam)
  return (
    <fieldset
      aria-label={`Asked: ${step.title}`}
      className={clsx(
        'set not-prose min-w-0 rounded-lg border bg-surface text-[15px]',
        state === 'open' ? 'border-accent/60' : 'border-line',
      )}
    >
      <p className="px-4 pt-3 text-sm font-semibold">Asked is</p>
      <ul className="space-y-2 px-4 pt-1.5 pb-3.5">
        {step.checks.map(({ id: check, title }) => (
          <li key={check} className="flex gap-2.5">
            <CircleDot size={15} className="mt-1 shrink-0 text-faint" aria-hidden />
            <span>
              <InlineText>{title}</InlineText>
            </span>
          </li>
        ))}
      </ul>
      <div className="border-t border-line px-4 py-2.5 text-sm">
        <TaskAction id={id} state={state} control={control} />
        <div role="alert" className="not-empty:mt-2">
          {control.failure !== undefined && <ErrorText error={control.failure} />}
        </div>
      </div>
    </fieldset>
  )
}

const BUSY = {
  preparing: 'It is being prepared. That can take a minute or two; the time stands still.',
  grading: 'Its checks run. The time stands still.',
}

function TaskAction({ id, state, control }: { id: string; state: TaskState; control: ExamControl }) {
  const { exam, isBusy, openTask } = control
  const { steps } = useLesson()
  if (state === 'preparing' || state === 'grading') {
    return (
      <output className="flex items-start gap-3 py-0.5 text-muted">
        <LoaderCircle size={16} className="mt-0.5 shrink-0 animate-spin text-accent" aria-hidden />
        {BUSY[state]}
      </output>
    )
  }
  if (state === 'open') {
    return <output className="text-muted">Open now. Its checks run once, when you leave it or hand in.</output>
  }
  const opened = exam?.state === 'open' ? steps.findIndex(({ id: each }) => each === exam.task) + 1 : 0
  const label = { closed: 'Open this task', left: 'Open it again', stuck: 'Try again' }[state]
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <button
        type="button"
        className={buttonClass('secondary', 'small')}
        disabled={isBusy}
        onClick={() => void openTask(id)}
      >
        {opened > 0 ? `Leave task ${opened}, ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label}
      </button>
      {state === 'left' && <p className="flex-1 text-muted">Left. Opened again, it begins anew.</p>}
      {state === 'stuck' && (
        <p className="flex-1 text-muted">
          The time stands still. Another task, or a fresh cluster, is a way on as well.
        </p>
      )}
    </div>
  )
}
