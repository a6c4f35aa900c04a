'use client'
import { clsx } from 'clsx'
import { LoaderCircle, RotateCw } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { resultKey } from '../lesson/step-progress.ts'
import { useCurrentResults } from '../lesson/use-current-results.ts'
import { useStepFault } from '../lesson/use-step-fault.ts'
import { useStepChecking } from '../lesson/use-step-checking.ts'
import { BreakControl } from './break-control.tsx'
import { CheckLine } from './check-line.tsx'
import { checkState, groupState } from './check-state.ts'
import { Hints } from './hints.tsx'
import { StartFromText } from './start-from-text.tsx'

/** What a step asks, each line with its result; expected, actual and why when it is not met. */
export function Checks({ step: stepId }: { step: string }) {
  const results = useCurrentResults()
  const faultControl = useStepFault(stepId)
  const { isChecking, checkNow } = useStepChecking(stepId)
  const step = useLesson().steps.find(({ id }) => id === stepId)
  if (step === undefined) return null
  const lines = step.checks.map((check) => ({ check, result: results.get(resultKey(step.id, check.id)) }))
  const isWhole = faultControl.fault.kind === 'whole' || faultControl.fault.kind === 'breaking'
  const state = groupState(lines.map(({ result }) => checkState(result)))
  return (
    <fieldset
      aria-label={`Checks: ${step.title}`}
      data-state={state}
      className={clsx(
        'set not-prose min-w-0 overflow-hidden rounded-lg border text-[15px] transition-colors',
        state === 'met' ? 'border-success/60 bg-success-soft' : 'border-line bg-surface',
      )}
    >
      <div className="flex min-h-11 items-center gap-3 pl-4 pr-2">
        <p className="flex-1 text-sm font-semibold">{state === 'met' ? 'Step done' : 'Done when'}</p>
        {checkNow !== undefined && !isWhole && (
          <button type="button" onClick={checkNow} disabled={isChecking} className={CHECK_NOW}>
            {isChecking ? (
              <LoaderCircle size={14} className="animate-spin" aria-hidden />
            ) : (
              <RotateCw size={14} aria-hidden />
            )}
            {isChecking ? 'Checking' : 'Check now'}
          </button>
        )}
      </div>
      <BreakControl control={faultControl} />
      <ul className="space-y-2 px-4 pb-3.5">
        {lines.map(({ check, result }) => (
          <CheckLine key={check.id} title={check.title} result={result} />
        ))}
      </ul>
      {checkNow === undefined && state !== 'met' && faultControl.fault.kind === 'none' && (
        <StartFromText reason="Checks look at your own cluster." />
      )}
      {state !== 'met' && !isWhole && <Hints hints={step.hints} />}
    </fieldset>
  )
}

const CHECK_NOW =
  'inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium text-accent hover:bg-accent-soft disabled:text-muted'
