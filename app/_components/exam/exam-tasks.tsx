'use client'
import { clsx } from 'clsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type TaskState, taskState } from './task-state.ts'
import type { ExamControl } from './use-exam.ts'

const WORDS: Record<TaskState, string> = {
  closed: 'not opened',
  preparing: 'being prepared',
  open: 'open',
  judging: 'being looked at',
  left: 'left',
  stuck: 'could not be prepared',
}

/** While the exam runs: its tasks, what each counts, and which is open. */
export function ExamTasks({ control: { exam } }: { control: ExamControl }) {
  const { steps } = useLesson()
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0)
  if (exam === undefined) return null
  return (
    <nav aria-labelledby="exam-tasks" className="my-8 rounded-lg border border-line bg-surface py-3">
      <h2 id="exam-tasks" className="px-5 text-sm font-semibold">
        Your tasks
      </h2>
      <ol className="mt-1">
        {steps.map((step, index) => {
          const state = taskState(step.id, exam)
          const isNow = state !== 'closed' && state !== 'left'
          return (
            <li key={step.id}>
              <a
                href={`#${step.id}`}
                aria-current={isNow ? 'step' : undefined}
                className="flex items-baseline gap-3 px-5 py-1 text-[0.9375rem] hover:bg-sunken"
              >
                <span className="w-5 shrink-0 text-right tabular-nums text-faint">{index + 1}</span>
                <span className={clsx('min-w-0 flex-1', isNow && 'font-medium')}>{step.title}</span>
                <span className={clsx('shrink-0 text-sm', isNow ? 'text-accent' : 'text-faint')}>{WORDS[state]}</span>
                <span className="w-10 shrink-0 text-right text-sm tabular-nums text-muted">
                  <span className="sr-only">counts </span>
                  {Math.round((step.weight / whole) * 100)} %
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
