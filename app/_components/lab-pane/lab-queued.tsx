'use client'
import { UsersRound } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { formatClock } from '../time/words.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { requestedAt } from './phase-rows.ts'
import { queuePlace, queueReason } from './queue-words.ts'

export interface LabQueuedProps {
  lab: Extract<LabView, { state: 'creating' }>
  queue: { position: number; shortage?: string | undefined }
}

/** The lab waits for a seat. */
export function LabQueued({ lab, queue: { position, shortage } }: LabQueuedProps) {
  const now = useServerNow()
  const { end, keep } = useLabActions()
  const { pending } = useLab()
  return (
    <PaneMessage Icon={UsersRound} title="Waiting for a place">
      <output className="block text-lg font-medium text-text">{queuePlace(position)}</output>
      <p>{queueReason(shortage)} You keep your place while this page is closed, and can read on meanwhile.</p>
      <p className="text-sm text-faint">
        Waiting for <span className="tabular-nums">{formatClock(now - requestedAt(lab))}</span>
      </p>
      <PaneActions>
        <button
          type="button"
          className={buttonClass('secondary')}
          disabled={pending !== null}
          onClick={() => void (lab.isKept === true ? keep() : end())}
        >
          Leave the line
        </button>
      </PaneActions>
    </PaneMessage>
  )
}
