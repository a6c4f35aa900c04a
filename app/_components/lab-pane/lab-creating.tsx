'use client'
import { Check, LoaderCircle, ServerCog } from 'lucide-react'
import type { LabView } from '#protocol/views.ts'
import { describeBootTime, formatClock } from '../time/words.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { PHASE_LABELS, requestedAt, type PhaseRow, phaseRows } from './phase-rows.ts'

export function LabCreating({ lab }: { lab: Extract<LabView, { state: 'creating' }> }) {
  const now = useServerNow()
  const { end, keep } = useLabActions()
  const isKept = lab.isKept === true
  const { elapsed, rest } = describeBootTime(now - requestedAt(lab), lab.estimateMs)
  const rows = phaseRows(lab.phases, now).filter(({ state }) => !isKept || state !== 'later')
  return (
    <PaneMessage Icon={ServerCog} title={isKept ? 'Bringing your cluster back' : 'Making your cluster'}>
      <p>
        <span className="font-medium text-text tabular-nums">{elapsed}</span>
        {rest} Read on meanwhile; the terminal opens by itself.
      </p>
      <ol className="rounded-lg border border-line bg-canvas py-1.5">
        {rows.map((row) => (
          <PhaseLine key={row.name} row={row} />
        ))}
      </ol>
      <PaneActions>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={() => void (isKept ? keep() : end())}>
          Cancel
        </button>
      </PaneActions>
    </PaneMessage>
  )
}

const LINE_TONES = { done: 'text-muted', now: 'font-medium text-text', later: 'text-faint' } as const

function PhaseLine({ row: { name, state, elapsedMs } }: { row: PhaseRow }) {
  return (
    <li
      className={`flex items-center gap-3 px-4 py-1.5 text-sm ${LINE_TONES[state]}`}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <span className="flex w-4 justify-center">
        {state === 'done' && <Check size={15} className="text-success" aria-label="done" />}
        {state === 'now' && <LoaderCircle size={15} className="animate-spin text-accent" aria-label="now" />}
        {state === 'later' && <span className="size-1.5 rounded-full bg-line-strong/50" />}
      </span>
      <span className="flex-1">{PHASE_LABELS[name]}</span>
      {elapsedMs !== undefined && <span className="font-mono text-xs tabular-nums">{formatClock(elapsedMs)}</span>}
    </li>
  )
}
