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

/** Below a run block: the outcome, and the choices if the shell was busy. */
export function RunOutcome({ control, node }: RunOutcomeProps) {
  return <div aria-live="polite">{describe(control, node)}</div>
}

function describe(control: RunBlockControl, node: NodeId): ReactNode {
  switch (control.run) {
    case 'typed':
      return <Typed node={node} />
    case 'busy':
    case 'half-line':
    case 'unclear':
      return <Busy control={control} reason={REASONS[control.run](node)} />
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

/** A wide screen shows the terminal beside the text; a narrow one hides it, so this button shows it. */
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

const REASONS = {
  busy: (node: NodeId) => `The shell on ${node} is busy: a program reads its keys. So nothing was typed.`,
  'half-line': (node: NodeId) => `The shell on ${node} is busy with a half-typed line. So nothing was typed.`,
  unclear: (node: NodeId) =>
    `The shell on ${node} is busy, or its line has text: it does not say. So nothing was typed. An interrupt clears the line.`,
}

const CHOICES: readonly { whenBusy: WhenBusy; label: string }[] = [
  { whenBusy: 'interrupt', label: 'Interrupt, then run' },
  { whenBusy: 'insert', label: 'Insert anyway' },
  { whenBusy: 'new-terminal', label: 'New terminal' },
]

function Busy({ control, reason }: { control: RunBlockControl; reason: string }) {
  return (
    <div className="border-t border-line bg-warning-soft px-3.5 py-2.5 text-sm">
      <p>{reason}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {CHOICES.map(({ whenBusy, label }) => (
          <button
            key={whenBusy}
            type="button"
            className={buttonClass('secondary', 'small')}
            onClick={() => void control.start(whenBusy)}
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
