'use client'
import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import type { LabView } from '#protocol/views.ts'
import { useServerNow } from '../lab/use-now.ts'
import { ExtendLab } from '../lesson/extend-lab.tsx'
import { timeWarning } from '../lesson/time-warning.ts'
import { buttonClass } from '../site/button.ts'
import { Notice } from '../terminal/notice.tsx'

/** Says ten, five and one minute before the end that it comes, until the learner has seen it. The status bar reads it out. */
export function TimeNotice({ lab }: { lab: Extract<LabView, { state: 'ready' }> }) {
  const warning = timeWarning(lab.expiresAt - useServerNow())
  const [seen, setSeen] = useState<string>()
  // Once the lab has been extended, the same words announce another end.
  if (warning === undefined && seen !== undefined) setSeen(undefined)
  if (warning === undefined || warning === seen) return null
  return (
    <Notice
      tone="warning"
      Icon={AlarmClock}
      place="under"
      action={
        <>
          <ExtendLab leaseMs={lab.leaseMs} kind="primary" />
          <button type="button" className={buttonClass('quiet', 'small')} onClick={() => setSeen(warning)}>
            Hide
          </button>
        </>
      }
    >
      <p className="font-medium">{warning}</p>
      <p className="text-muted">
        {lab.isShortened === true && 'Others wait for a place, and this lab has not been used for a while. '}
        Its cluster is deleted then. Typing in a terminal extends it as well.
      </p>
    </Notice>
  )
}
