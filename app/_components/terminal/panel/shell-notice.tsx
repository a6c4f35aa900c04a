'use client'
import { clsx } from 'clsx'
import { CircleAlert, Eye, Keyboard, FastForward, LoaderCircle, SquareTerminal } from 'lucide-react'
import { buttonClass } from '../../site/button.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import type { TabView } from '../session/snapshot.ts'
import { Notice } from './notice.tsx'

interface ShellNoticeProps {
  tab: TabView
  terminals: LabTerminals
  /** An instructor types here: the panel says so above the terminals. */
  isTakenOver: boolean
  onFocus: () => void
}

/** The problem of one shell and the ways out; nothing while the shell works. */
export function ShellNotice({ tab, terminals, isTakenOver, onFocus }: ShellNoticeProps) {
  const startNewShell = () => {
    terminals.startNewShell(tab.id)
    onFocus()
  }
  switch (tab.state) {
    case 'opening':
      return <Opening tab={tab} />
    case 'exited':
      return <Exited tab={tab} terminals={terminals} onStart={startNewShell} />
    case 'failed':
      return <Failed tab={tab} onStart={startNewShell} />
    case 'lagging':
      return (
        <Notice tone="neutral" Icon={FastForward} place="over">
          Output comes faster than this page can show it. The screen follows when there is less.
        </Notice>
      )
    default:
      if (tab.role === 'watcher' && isTakenOver) return null
      if (tab.role === 'watcher') return <Watching tab={tab} terminals={terminals} onFocus={onFocus} />
      return <UnreadInput tab={tab} />
  }
}

/** Appears late, because most shells open at once; appears at once when input was dropped. */
function Opening({ tab: { node, droppedInputs } }: { tab: TabView }) {
  return (
    <div
      className={clsx(
        'pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-2 text-sm text-muted',
        droppedInputs === 0 && 'appear-late',
      )}
    >
      <p className="flex items-center gap-3">
        <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden />
        {`Opening the shell on ${node}`}
      </p>
      {droppedInputs > 0 && <p className="font-medium text-danger">What you typed was not sent.</p>}
    </div>
  )
}

function UnreadInput({ tab: { isInputHeld = false, droppedBytes = 0 } }: { tab: TabView }) {
  if (!isInputHeld && droppedBytes === 0) return null
  return (
    <Notice tone="warning" Icon={Keyboard} place="over">
      {isInputHeld && <p>The program in this terminal does not read its input. What you type waits in this page.</p>}
      {droppedBytes > 0 && <p>{`${droppedBytes.toLocaleString('en')} bytes of your input were dropped.`}</p>}
    </Notice>
  )
}

function Exited({
  tab,
  terminals,
  onStart,
}: Omit<ShellNoticeProps, 'onFocus' | 'isTakenOver'> & { onStart: () => void }) {
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
        reason?.code !== 'sandbox.gone' && (
          <button type="button" className={buttonClass('secondary', 'small')} onClick={onStart}>
            Try again
          </button>
        )
      }
    >
      <p className="font-medium">{reason?.message ?? `The shell on ${node} could not be started.`}</p>
      {reason?.detail !== undefined && <p className="font-mono text-xs break-words">{reason.detail}</p>}
      <p className="text-muted">{reason?.action}</p>
    </Notice>
  )
}

function Watching({ tab, terminals, onFocus }: Omit<ShellNoticeProps, 'isTakenOver'>) {
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
