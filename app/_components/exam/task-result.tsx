'use client'
import { clsx } from 'clsx'
import { Check, ChevronDown, CircleDashed, Slash, X } from 'lucide-react'
import Link from 'next/link'
import type { TaskResultView } from '#protocol/exam-result.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { CheckLine } from '../lesson/check-line.tsx'

const VERDICTS = {
  solved: { Icon: Check, tone: 'text-success', word: 'Solved' },
  partly: { Icon: Slash, tone: 'text-warning', word: 'Partly solved' },
  missed: { Icon: X, tone: 'text-danger', word: 'Not solved' },
  unseen: { Icon: CircleDashed, tone: 'text-faint', word: 'Not opened' },
} as const

function verdictOf({ isGraded, points, weight }: TaskResultView): keyof typeof VERDICTS {
  if (!isGraded) return 'unseen'
  if (points >= weight) return 'solved'
  return points > 0 ? 'partly' : 'missed'
}

/** One task of a finished exam; unfolds to the outcome of each check. */
export function TaskResult({ task }: { task: TaskResultView }) {
  const { titles } = useLesson()
  const { Icon, tone, word } = VERDICTS[verdictOf(task)]
  const teacher = task.teaches === undefined ? undefined : titles[task.teaches]
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-2.5 px-4 py-2.5 text-[15px] hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <Icon size={17} strokeWidth={2.25} className={clsx('mt-[3px] shrink-0', tone)} aria-hidden />
          <span className="min-w-0 flex-1">
            {task.title}
            <span className="block text-sm text-muted">
              {word}, {task.topic}
            </span>
          </span>
          <ChevronDown
            size={16}
            className="mt-1 shrink-0 text-faint transition-transform group-open:rotate-180"
            aria-hidden
          />
        </summary>
        <div className="space-y-3 px-4 pt-2 pb-4 pl-[2.7rem]">
          <ul className="space-y-2 text-[15px]">
            {task.checks.map(({ check, title, result }) => (
              <CheckLine key={check} title={title} verdict={result && { result, age: 'current' }} />
            ))}
          </ul>
          {teacher !== undefined && (
            <p className="text-sm text-muted">
              Taught in{' '}
              <Link href={`/learn/${task.teaches}`} className="font-medium text-accent underline underline-offset-2">
                {teacher}
              </Link>
            </p>
          )}
        </div>
      </details>
    </li>
  )
}
