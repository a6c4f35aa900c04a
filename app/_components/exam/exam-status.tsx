'use client'
import { clsx } from 'clsx'
import { Timer } from 'lucide-react'
import type { ExamView } from '#protocol/exam.ts'
import { endWarning, formatTimeLeft } from '../time/words.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { FreshCluster } from '../lab-controls/fresh-cluster.tsx'
import { HandIn } from './hand-in.tsx'
import { examLeftMs } from './task-state.ts'

/** In the status bar while an exam runs: the time left, and the button to hand in. */
export function ExamStatus({ exam }: { exam: ExamView }) {
  const leftMs = examLeftMs(exam, useServerNow())
  const isStanding = exam.state !== 'open'
  const warning = isStanding ? undefined : endWarning(leftMs, 'exam')
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
        {formatTimeLeft(leftMs)}
        <span className="hidden font-normal text-muted sm:inline">{isStanding ? 'left, paused' : 'left'}</span>
      </span>
      <output className="sr-only">{warning}</output>
      <FreshCluster />
      <HandIn />
    </>
  )
}
