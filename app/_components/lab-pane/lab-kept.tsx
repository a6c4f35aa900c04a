'use client'
import { Archive, Play } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { whenWords } from '../exam/when-words.ts'
import { roughDuration } from '../lab/format-duration.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { useServerNow } from '../lab/use-now.ts'
import { InlineText } from '../mdx/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { Disclosure, useClose } from '../site/disclosure.tsx'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

/** From here on it is said how little time is left. */
const SOON_MS = 24 * 3_600_000

/** The lab is put aside: what stays, until when, and the way back. */
export function LabKept({ lab }: { lab: Extract<LabView, { state: 'kept' }> }) {
  const { pending } = useLab()
  const { resume } = useLabActions()
  const leftMs = lab.removeAt - useServerNow()
  const isSoon = leftMs < SOON_MS
  return (
    <PaneMessage Icon={Archive} tone={isSoon ? 'warning' : 'neutral'} title="Your cluster is kept">
      <p>
        It was stopped on {whenWords(lab.keptAt)} and still has your files, Pods and steps. Resuming takes about half a
        minute; shells are opened anew.
      </p>
      <p>
        It is removed on <strong className="font-medium text-text">{whenWords(lab.removeAt)}</strong>
        {isSoon && <span className="text-warning">, {leftMs > 0 ? `in ${roughDuration(leftMs)}` : 'any moment'}</span>}.
      </p>
      {lab.error !== undefined && (
        <p role="alert" className="text-danger">
          It could not be brought back. {lab.error.message} <InlineText>{lab.error.action}</InlineText>
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
        <Disclosure button="Remove" buttonClass={buttonClass('quiet')} panelClass="bottom-full left-0 mb-2 w-72 p-4">
          <ReallyRemove />
        </Disclosure>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}

function ReallyRemove() {
  const { end } = useLabActions()
  const close = useClose()
  return (
    <>
      <p className="font-medium text-text">Remove this cluster?</p>
      <p className="mt-1 text-sm text-muted">Everything in it is deleted. Steps that are done stay done.</p>
      <div className="mt-3 flex gap-2">
        <button type="button" className={buttonClass('danger', 'small')} onClick={() => void end()}>
          Remove and delete
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={close}>
          Keep it
        </button>
      </div>
    </>
  )
}
