'use client'
import { CircleAlert, Eye, FastForward, SquareTerminal } from 'lucide-react'
import { buttonClass } from '../site/button.ts'
import type { LabTerminals } from './lab-terminals.ts'
import { Notice } from './notice.tsx'
import { Opening } from './opening.tsx'
import type { TabView } from './snapshot.ts'

interface ShellNoticeProps {
  tab: TabView
  terminals: LabTerminals
  onFocus: () => void
}

/** What is the matter with one shell, and the way on. Nothing while it works. */
export function ShellNotice({ tab, terminals, onFocus }: ShellNoticeProps) {
  const startAnew = () => {
    terminals.startNewShell(tab.id)
    onFocus()
  }
  switch (tab.state) {
    case 'opening':
      return <Opening hasDropped={tab.droppedInputs > 0}>{`Opening the shell on ${tab.node}`}</Opening>
    case 'exited':
      return <Exited tab={tab} terminals={terminals} onStart={startAnew} />
    case 'failed':
      return <Failed tab={tab} onStart={startAnew} />
    case 'lagging':
      return (
        <Notice tone="neutral" Icon={FastForward} place="over">
          Output comes faster than this page can show it. The screen follows when there is less.
        </Notice>
      )
    default:
      return tab.role === 'watcher' ? <Watching tab={tab} terminals={terminals} onFocus={onFocus} /> : null
  }
}

function Exited({ tab, terminals, onStart }: Omit<ShellNoticeProps, 'onFocus'> & { onStart: () => void }) {
  return (
    <Notice
      tone="neutral"
      Icon={SquareTerminal}
      place="under"
      action={
        <>
          <button type="button" className={buttonClass('primary', 'small')} onClick={onStart}>
            Start a new shell
          </button>
          <button type="button" className={buttonClass('quiet', 'small')} onClick={() => terminals.closeTab(tab.id)}>
            Close the tab
          </button>
        </>
      }
    >
      {tab.exitCode === undefined ? 'The shell was lost.' : `The shell ended with exit code ${tab.exitCode}.`}
    </Notice>
  )
}

function Failed({ tab: { reason, node }, onStart }: { tab: TabView; onStart: () => void }) {
  return (
    <Notice
      tone="danger"
      Icon={CircleAlert}
      place="over"
      action={
        <button type="button" className={buttonClass('secondary', 'small')} onClick={onStart}>
          Try again
        </button>
      }
    >
      <p className="font-medium">{reason?.message ?? `The shell on ${node} could not be started.`}</p>
      {reason?.detail !== undefined && <p className="font-mono text-xs break-words">{reason.detail}</p>}
      <p className="text-muted">{reason?.action}</p>
    </Notice>
  )
}

function Watching({ tab, terminals, onFocus }: ShellNoticeProps) {
  return (
    <Notice
      tone="warning"
      Icon={Eye}
      place="under"
      action={
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={() => {
            terminals.claim(tab.id)
            onFocus()
          }}
        >
          Take control
        </button>
      }
    >
      You are watching: another page of yours controls this terminal.
    </Notice>
  )
}
