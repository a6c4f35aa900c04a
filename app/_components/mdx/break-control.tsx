'use client'
import { Hammer, LoaderCircle } from 'lucide-react'
import { clockTime } from '../lab/format-duration.ts'
import { useServerNow } from '../lab/use-now.ts'
import { ErrorText } from '../lab-pane/error-text.tsx'
import type { StepFaultControl } from '../lesson/use-step-fault.ts'
import { buttonClass } from '../site/button.ts'
import { StartFromText } from './start-from-text.tsx'

/** Breaks what the step is about, and says how far that is. Nothing once it is broken, or where nothing is to be broken. */
export function BreakControl({ control: { fault, isAsking, refusal, breakIt } }: { control: StepFaultControl }) {
  if (fault.kind === 'none' || fault.kind === 'broken') return null
  if (fault.kind === 'no-lab') return <StartFromText reason="This breaks something in your own cluster." />
  const error = refusal ?? (fault.kind === 'whole' ? fault.failure : undefined)
  const isBreaking = isAsking || fault.kind === 'breaking'
  return (
    <div className="space-y-3 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button
          type="button"
          className={buttonClass('danger')}
          aria-disabled={isBreaking}
          onClick={() => (isBreaking ? undefined : void breakIt())}
        >
          {isBreaking ? (
            <LoaderCircle size={15} className="animate-spin" aria-hidden />
          ) : (
            <Hammer size={15} aria-hidden />
          )}
          {isBreaking ? 'Breaking' : 'Break it'}
        </button>
        <output className="flex-1 text-muted">
          {isBreaking
            ? 'Something is changed, then Kindlab waits until the trouble shows. That can take a minute.'
            : 'Your cluster is whole. This step begins with something broken.'}
        </output>
        {fault.kind === 'breaking' && <Elapsed since={fault.startedAt} />}
      </div>
      <div aria-live="polite">{error !== undefined && !isBreaking && <ErrorText error={error} />}</div>
    </div>
  )
}

function Elapsed({ since }: { since: number }) {
  const now = useServerNow()
  return <span className="font-mono text-xs tabular-nums text-faint">{clockTime(now - since)}</span>
}
