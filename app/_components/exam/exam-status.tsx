'use client'
import { clsx } from 'clsx'
import { Timer } from 'lucide-react'
import type { ExamView } from '#protocol/exam.ts'
import { timeLeft } from '../lab/format-duration.ts'
import { useServerNow } from '../lab/use-now.ts'
import { FreshCluster } from '../lesson/fresh-cluster.tsx'
import { timeWarning } from '../lesson/time-warning.ts'
import { HandIn } from './hand-in.tsx'
import { examLeftMs } from './task-state.ts'

/** In the status bar while an exam runs: the time that is left, and handing in. */
export function ExamStatus({ exam }: { exam: ExamView }) {
  const leftMs = examLeftMs(exam, useServerNow())
  const isStanding = exam.state !== 'open'
  const warning = isStanding ? undefined : timeWarning(leftMs, 'exam')
  return (
    <>
      <span
        className={clsx(
          'flex items-center gap-1.5 whitespace-nowrap font-medium tabular-nums',
          warning === undefined ? 'text-text' : 'text-warning',
        )}
      >
        <Timer size={14} aria-hidden />
        <span className="sr-only">Exam: </span>
        {timeLeft(leftMs)}
        <span className="hidden font-normal text-muted sm:inline">{isStanding ? 'left, paused' : 'left'}</span>
      </span>
      <output className="sr-only">{warning}</output>
      <FreshCluster />
      <HandIn />
    </>
  )
}
