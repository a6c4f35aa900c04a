'use client'
import { clsx } from 'clsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { sharesInPercent } from './shares.ts'
import { type TaskState, taskState } from './task-state.ts'
import type { ExamControl } from './use-exam.ts'

const WORDS: Record<TaskState, string> = {
  closed: 'not opened',
  preparing: 'being prepared',
  open: 'open',
  grading: 'being looked at',
  left: 'left',
  stuck: 'could not be prepared',
}

/** While the exam runs: its tasks with weight and state. */
export function ExamTasks({ control: { exam } }: { control: ExamControl }) {
  const { steps } = useLesson()
  const shares = sharesInPercent(steps.map(({ weight }) => weight))
  if (exam === undefined) return null
  return (
    <nav aria-labelledby="exam-tasks" className="my-8 rounded-lg border border-line bg-surface py-3">
      <h2 id="exam-tasks" className="px-5 text-sm font-semibold">
        Your tasks
      </h2>
      <ol className="mt-1">
        {steps.map((step, index) => {
          const state = taskState(step.id, exam)
          const isCurrent = state !== 'closed' && state !== 'left'
          return (
            <li key={step.id}>
              <a
                href={`#${step.id}`}
                aria-current={isCurrent ? 'step' : undefined}
                className="flex items-baseline gap-3 px-5 py-1 text-[0.9375rem] hover:bg-sunken"
              >
                <span className="w-5 shrink-0 text-right tabular-nums text-faint">{index + 1}</span>
                <span
                  className={clsx(
                    'min-w-0 flex-1 underline decoration-line-strong underline-offset-4',
                    isCurrent && 'font-medium',
                  )}
                >
                  {step.title}
                </span>
                <span className={clsx('shrink-0 text-sm', isCurrent ? 'text-accent' : 'text-faint')}>
                  {WORDS[state]}
                </span>
                <span className="w-10 shrink-0 text-right text-sm tabular-nums text-muted">
                  <span className="sr-only">counts </span>
                  {shares[index]} %
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
