'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { NodeId } from '#protocol/node-id.ts'
import { useShowView } from '../lesson/lesson-view.ts'
import { buttonClass } from '../site/button.ts'
import { StartFromText } from './start-from-text.tsx'
import type { RunBlockControl, WhenBusy } from './use-run-block.ts'

export interface RunOutcomeProps {
  control: RunBlockControl
  node: NodeId
}

/** Under a run block: what came of it, and what can be done when the shell could not take the command. */
export function RunOutcome({ control, node }: RunOutcomeProps) {
  return <div aria-live="polite">{describe(control, node)}</div>
}

function describe(control: RunBlockControl, node: NodeId): ReactNode {
  switch (control.run) {
    case 'typed':
      return <Typed node={node} />
    case 'busy':
      return <Busy control={control} node={node} />
    case 'no-lab':
      return <StartFromText reason="This runs in your own cluster." />
    case 'unknown':
      return <Note>The server does not know this command: the lesson has changed. Reload the page.</Note>
    case 'offline':
      return (
        <Note>
          The connection to {node} was cut. Look into its terminal before you run this again: it may have arrived.
        </Note>
      )
    default:
      return null
  }
}

function Note({ children }: { children: ReactNode }) {
  return <div className="border-t border-line px-3.5 py-2 text-sm text-muted">{children}</div>
}

/** On a wide screen the terminal shows it; on a narrow one it is behind the text. */
function Typed({ node }: { node: NodeId }) {
  const show = useShowView()
  return (
    <div className="flex items-center gap-3 border-t border-line px-3.5 py-1.5 text-sm text-muted split:sr-only">
      <span className="flex-1">Typed into the terminal of {node}.</span>
      <button type="button" className={clsx(buttonClass('quiet', 'small'), 'split:hidden')} onClick={() => show('lab')}>
        Show it
      </button>
    </div>
  )
}

const WAYS: readonly { way: WhenBusy; label: string }[] = [
  { way: 'interrupt', label: 'Interrupt, then run' },
  { way: 'insert', label: 'Insert anyway' },
  { way: 'new-terminal', label: 'New terminal' },
]

function Busy({ control, node }: RunOutcomeProps) {
  return (
    <div className="border-t border-line bg-warning-soft px-3.5 py-2.5 text-sm">
      <p>The shell on {node} is busy with something else, so nothing was typed.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {WAYS.map(({ way, label }) => (
          <button
            key={way}
            type="button"
            className={buttonClass('secondary', 'small')}
            onClick={() => void control.start(way)}
          >
            {label}
          </button>
        ))}
        <button type="button" className={buttonClass('quiet', 'small')} onClick={control.dismiss}>
          Never mind
        </button>
      </div>
    </div>
  )
}
