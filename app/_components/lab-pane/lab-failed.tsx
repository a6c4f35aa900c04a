'use client'
import { ServerCrash } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { InlineText } from '../site/inline-text.tsx'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { PHASE_LABELS } from './phase-rows.ts'
import { Refusal } from './refusal.tsx'
import { StartButton } from './lab-start.tsx'

export function LabFailed({ lab }: { lab: Extract<LabView, { state: 'failed' }> }) {
  const { error, failedPhase } = lab
  return (
    <PaneMessage Icon={ServerCrash} tone="danger" title="The cluster did not start">
      {failedPhase !== undefined && (
        <p>
          It failed in the phase <strong className="font-medium text-text">“{PHASE_LABELS[failedPhase]}”</strong>.
        </p>
      )}
      <p>
        {error.message} <InlineText>{error.action}</InlineText>
      </p>
      {error.detail !== undefined && (
        <pre className="overflow-x-auto rounded-md border border-line bg-canvas px-3.5 py-2.5 font-mono text-xs whitespace-pre-wrap text-text">
          {error.detail}
        </pre>
      )}
      <PaneActions>
        <StartButton>Try again</StartButton>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}
