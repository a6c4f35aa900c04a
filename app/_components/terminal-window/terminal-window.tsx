'use client'
import { SquareTerminal } from 'lucide-react'
import Link from 'next/link'
import { ExamNotice } from '../exam/exam-notice.tsx'
import { ServerUnreachable } from '../lab-pane/lab-unavailable.tsx'
import { LoadingNote } from '../site/loading-note.tsx'
import { PaneActions, PaneMessage } from '../lab-pane/pane-message.tsx'
import { TimeNotice } from '../lab-pane/time-notice.tsx'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { LoadedTerminalPanel } from '../terminal/panel/loaded-panel.tsx'

/** The terminals of the learner's lab, and nothing else: for a window beside the lesson, or on another screen. */
export function TerminalWindow() {
  return (
    <main className="h-dvh">
      <h1 className="sr-only">Terminals of your lab</h1>
      <Content />
    </main>
  )
}

function Content() {
  const { session, lab, connection } = useLab()
  const { load } = useLabActions()
  if (lab?.state === 'ready' && connection !== null)
    return (
      <LoadedTerminalPanel terminals={connection} nodes={lab.nodes}>
        {lab.exam === undefined ? <TimeNotice lab={lab} /> : <ExamNotice exam={lab.exam} />}
      </LoadedTerminalPanel>
    )
  if (session.state === 'failed') return <ServerUnreachable error={session.error} />
  if (session.state === 'loading' || lab?.state === 'ready')
    return <LoadingNote>Connecting to your cluster</LoadingNote>
  return (
    <PaneMessage Icon={SquareTerminal} title="No lab is running">
      <p>This window shows the terminals of your lab. Start or resume one in a lesson, then look here again.</p>
      <PaneActions>
        <button type="button" className={buttonClass('primary')} onClick={() => void load()}>
          Look again
        </button>
        <Link href="/" className={buttonClass('secondary')}>
          To the lessons
        </Link>
      </PaneActions>
    </PaneMessage>
  )
}
