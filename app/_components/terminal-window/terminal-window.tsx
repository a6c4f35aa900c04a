'use client'
import { SquareTerminal } from 'lucide-react'
import Link from 'next/link'
import { ServerAway } from '../lab-pane/lab-away.tsx'
import { LabWaiting } from '../lab-pane/lab-waiting.tsx'
import { PaneActions, PaneMessage } from '../lab-pane/pane-message.tsx'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { LoadedTerminalPanel } from '../terminal/loaded-panel.tsx'

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
    return <LoadedTerminalPanel terminals={connection} nodes={lab.nodes} />
  if (session.state === 'failed') return <ServerAway error={session.error} />
  if (session.state === 'loading' || lab?.state === 'ready') return <LabWaiting>Connecting to your cluster</LabWaiting>
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
