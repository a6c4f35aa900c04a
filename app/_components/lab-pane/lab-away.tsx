'use client'
import { CloudOff, RotateCw, Unplug } from 'lucide-react'
import { ERRORS, type KindlabError } from '#protocol/errors.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { InlineText } from '../mdx/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'

/** The server does not answer, or not in a way that the page understands. */
export function ServerAway({ error }: { error: KindlabError }) {
  const { message, action } = ERRORS[error.code]
  return (
    <PaneMessage Icon={CloudOff} tone="warning" title="No connection to the server">
      <p>
        {message} <InlineText>{action}</InlineText>
      </p>
      <PaneActions>
        <LookAgain />
      </PaneActions>
    </PaneMessage>
  )
}

/** The server is there, Docker is not. */
export function DockerAway() {
  const { message, action } = ERRORS['docker.unavailable']
  return (
    <PaneMessage Icon={Unplug} tone="warning" title="No labs at the moment">
      <p>
        {message} <InlineText>{action}</InlineText>
      </p>
      <PaneActions>
        <button type="button" className={buttonClass('primary')} disabled>
          Start the lab
        </button>
        <LookAgain />
      </PaneActions>
    </PaneMessage>
  )
}

function LookAgain() {
  const { load } = useLabActions()
  return (
    <button type="button" className={buttonClass('secondary')} onClick={() => void load()}>
      <RotateCw size={15} aria-hidden />
      Look again
    </button>
  )
}
