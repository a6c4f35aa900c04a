'use client'
import { CircleStop } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { StartButton } from './lab-start.tsx'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

type Reason = Extract<LabView, { state: 'ended' }>['reason']

const WORDS: Record<Reason, { title: string; text: string }> = {
  learner: { title: 'The lab has ended', text: 'The cluster and everything in it is deleted.' },
  expired: {
    title: 'The lab’s time is up',
    text: 'Its cluster is deleted, as announced, so that its place is free again.',
  },
  reset: { title: 'The lab was reset', text: 'Its old cluster is deleted.' },
  operator: { title: 'The operator has ended this lab', text: 'Its cluster is deleted.' },
  lost: {
    title: 'The cluster is gone',
    text: 'It was removed or broken from outside Kindlab, and cannot be brought back.',
  },
}

export function LabEnded({ reason }: { reason: Reason }) {
  const { title, text } = WORDS[reason]
  return (
    <PaneMessage Icon={CircleStop} tone={reason === 'lost' ? 'danger' : 'neutral'} title={title}>
      <p>{text} Steps that you have done stay marked as done.</p>
      <PaneActions>
        <StartButton>Start the lab again</StartButton>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}
