'use client'
import { Hammer } from 'lucide-react'
import { ErrorText } from '../site/error-text.tsx'
import type { StepWork } from '../lesson/use-step-work.ts'
import { buttonClass } from '../site/button.ts'
import { StartFromText } from './start-from-text.tsx'
import { WorkProgress } from './work-progress.tsx'

/** Starts the fault of a step and shows its progress. Renders nothing if the step has no fault, or is broken. */
export function BreakControl({ step, control }: { step: string; control: StepWork }) {
  const { fault, work, isBusy, failure, start } = control
  if (fault.kind === 'none' || fault.kind === 'broken') return null
  if (fault.kind === 'no-lab') return <StartFromText step={step} reason="This breaks something in your own cluster." />
  if (work !== undefined) return <WorkProgress work={work} />
  return (
    <div className="space-y-3 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" className={buttonClass('danger')} disabled={isBusy} onClick={() => void start('break')}>
          <Hammer size={15} aria-hidden />
          Break it
        </button>
        <p className="flex-1 text-muted">Your cluster is whole. This step begins with something broken.</p>
      </div>
      <div aria-live="polite">{failure !== undefined && <ErrorText error={failure} />}</div>
    </div>
  )
}
