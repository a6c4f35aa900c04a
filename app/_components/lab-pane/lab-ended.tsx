'use client'
import { CircleStop } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useShowView } from '../lesson/lesson-view.ts'
import { buttonClass } from '../site/button.ts'
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
  'handed-in': { title: 'The exam is handed in', text: 'Its cluster is deleted.' },
  operator: { title: 'The operator has ended this lab', text: 'Its cluster is deleted.' },
  disk: {
    title: 'The server has ended this lab',
    text: 'The disk of the machine was nearly full, and its cluster used most of it.',
  },
  lost: {
    title: 'The cluster is gone',
    text: 'It was removed or broken from outside Kindlab, and cannot be brought back.',
  },
}

export function LabEnded({ reason }: { reason: Reason }) {
  const { exam } = useLesson()
  const showView = useShowView()
  const { title, text } = WORDS[reason]
  return (
    <PaneMessage Icon={CircleStop} tone={reason === 'lost' ? 'danger' : 'neutral'} title={title}>
      <p>
        {text} {exam === undefined ? 'Steps that you have done stay marked as done.' : 'The result is with the text.'}
      </p>
      <PaneActions>
        {exam !== undefined && (
          <a href="#exam-result" className={buttonClass('secondary', 'large')} onClick={() => showView('text')}>
            See the result
          </a>
        )}
        <StartButton>{exam === undefined ? 'Start the lab again' : 'Start a new attempt'}</StartButton>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}
