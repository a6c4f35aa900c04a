'use client'
import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import type { ExamView } from '#protocol/exam.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { endWarning } from '../time/words.ts'
import { buttonClass } from '../site/button.ts'
import { Notice } from '../terminal/panel/notice.tsx'
import { examLeftMs } from './task-state.ts'

/** Warns below the terminal ten, five and one minute before the end of an exam. */
export function ExamNotice({ exam }: { exam: ExamView }) {
  const leftMs = examLeftMs(exam, useServerNow())
  const warning = exam.state === 'open' ? endWarning(leftMs, 'exam') : undefined
  const [seen, setSeen] = useState<string>()
  if (warning === undefined || warning === seen) return null
  return (
    <Notice
      tone="warning"
      Icon={AlarmClock}
      place="under"
      action={
        <button type="button" className={buttonClass('quiet', 'small')} onClick={() => setSeen(warning)}>
          Hide
        </button>
      }
    >
      <p className="font-medium">{warning}</p>
      <p className="text-muted">Then the checks of the open task run, and it is handed in as it is.</p>
    </Notice>
  )
}
