'use client'
import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import type { LabView } from '#protocol/views.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { ExtendLab } from '../lab-controls/extend-lab.tsx'
import { endWarning } from '../time/words.ts'
import { buttonClass } from '../site/button.ts'
import { Notice } from '../terminal/panel/notice.tsx'

/** Warns ten, five and one minute before the end, until the learner hides the warning. The status bar announces it to screen readers. */
export function TimeNotice({ lab }: { lab: Extract<LabView, { state: 'ready' }> }) {
  const warning = endWarning(lab.expiresAt - useServerNow())
  const [seen, setSeen] = useState<string>()
  // After an extension the same text announces another end.
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
