'use client'
import { CloudOff, RotateCw, Unplug } from 'lucide-react'
import { ERRORS } from '#protocol/error-catalogue.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { InlineText } from '../site/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'

/** The server does not answer, or its answer is invalid. */
export function ServerUnreachable({ error }: { error: KindlabError }) {
  const { message, action } = ERRORS[error.code]
  return (
    <PaneMessage Icon={CloudOff} tone="warning" title="No connection to the server">
      <p>
        {message} <InlineText>{action}</InlineText>
      </p>
      <PaneActions>
        <RetryButton />
      </PaneActions>
    </PaneMessage>
  )
}

/** The server answers, but no lab can start. */
export function LabsUnavailable({ code }: { code: 'docker.unavailable' | 'server.read_only' }) {
  const { message, action } = ERRORS[code]
  return (
    <PaneMessage Icon={Unplug} tone="warning" title="No labs at the moment">
      <p>
        {message} <InlineText>{action}</InlineText>
      </p>
      <PaneActions>
        <button type="button" className={buttonClass('primary')} disabled>
          Start the lab
        </button>
        <RetryButton />
      </PaneActions>
    </PaneMessage>
  )
}

function RetryButton() {
  const { load } = useLabActions()
  return (
    <button type="button" className={buttonClass('secondary')} onClick={() => void load()}>
      <RotateCw size={15} aria-hidden />
      Look again
    </button>
  )
}
