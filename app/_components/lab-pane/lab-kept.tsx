'use client'
import { Archive, Play } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { formatDateTime, formatEstimate } from '../time/words.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { InlineText } from '../site/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

/** From this remaining time on, the pane warns. */
const SOON_MS = 24 * 3_600_000

/** The lab is suspended. */
export function LabKept({ lab }: { lab: Extract<LabView, { state: 'kept' }> }) {
  const { pending } = useLab()
  const { resume, end } = useLabActions()
  const leftMs = lab.removeAt - useServerNow()
  const isSoon = leftMs < SOON_MS
  return (
    <PaneMessage Icon={Archive} tone={isSoon ? 'warning' : 'neutral'} title="Your cluster is kept">
      <p>
        It was stopped on {formatDateTime(lab.keptAt)} and still has your files, Pods and steps. Shells are opened anew.
      </p>
      <p>
        It is removed on <strong className="font-medium text-text">{formatDateTime(lab.removeAt)}</strong>
        {isSoon && <span className="text-warning">, {leftMs > 0 ? `in ${formatEstimate(leftMs)}` : 'any moment'}</span>}
        .
      </p>
      {lab.error !== undefined && (
        <p role="alert" className="text-danger">
          {lab.error.code !== 'lab.stopped_for_disk' && 'It could not be brought back. '}
          {lab.error.message} <InlineText>{lab.error.action}</InlineText>
        </p>
      )}
      <PaneActions>
        <button
          type="button"
          className={buttonClass('primary', 'large')}
          disabled={pending !== null}
          onClick={() => void resume()}
        >
          <Play size={16} aria-hidden />
          Resume
        </button>
        <Confirm
          button="Remove"
          buttonClass={buttonClass('quiet')}
          align="start"
          question="Remove this cluster?"
          yes={{ label: 'Remove and delete', kind: 'danger', isDisabled: pending !== null, run: end }}
          no="Keep it"
        >
          Everything in it is deleted. Steps that are done stay done.
        </Confirm>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}
