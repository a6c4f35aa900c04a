'use client'
import { clsx } from 'clsx'
import { LoaderCircle, RotateCw } from 'lucide-react'
import { useRef } from 'react'
import { ExamTask } from '../exam/exam-task.tsx'
import { resultKey } from '../lesson/check-results.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useCurrentResults } from '../lesson/use-current-results.ts'
import { type StepChecking, useStepChecking } from '../lesson/use-step-checking.ts'
import { useKeptFocus } from '../lesson/use-kept-focus.ts'
import { useStepWork } from '../lesson/use-step-work.ts'
import { BreakControl } from './break-control.tsx'
import { CheckLine } from './check-line.tsx'
import { checkState, groupState } from './check-state.ts'
import { StartFromText } from './start-from-text.tsx'
import { StepHelp } from './step-help.tsx'
import { WorkProgress } from './work-progress.tsx'

/** What a step asks, each line with its result; in an exam without. */
export function Checks({ step }: { step: string }) {
  return useLesson().exam === undefined ? <StepChecks step={step} /> : <ExamTask step={step} />
}

/** Expected, actual and why when it is not met. */
function StepChecks({ step: stepId }: { step: string }) {
  const results = useCurrentResults()
  const control = useStepWork(stepId)
  const checking = useStepChecking(stepId)
  const step = useLesson().steps.find(({ id }) => id === stepId)
  const box = useRef<HTMLFieldSetElement>(null)
  useKeptFocus(box)
  if (step === undefined) return null
  const lines = step.checks.map((check) => ({ check, result: results.get(resultKey(step.id, check.id)) }))
  const state = groupState(lines.map(({ result }) => checkState(result)))
  const isWhole = control.fault.kind === 'whole' || control.fault.kind === 'breaking'
  const hasLab = checking.checkNow !== undefined
  return (
    <fieldset
      ref={box}
      tabIndex={-1}
      aria-label={`Checks: ${step.title}`}
      data-state={state}
      className={clsx(
        'set not-prose min-w-0 rounded-lg border text-[15px] transition-colors',
        state === 'met' ? 'border-success/60 bg-success-soft' : 'border-line bg-surface',
      )}
    >
      <div className="flex min-h-11 items-center gap-3 pl-4 pr-2">
        <p className="flex-1 text-sm font-semibold">{state === 'met' ? 'Step done' : 'Done when'}</p>
        {!isWhole && <CheckNow checking={checking} />}
      </div>
      {control.work !== undefined && !isWhole && <WorkProgress work={control.work} />}
      <BreakControl step={stepId} control={control} />
      <ul className="space-y-2 px-4 pb-3.5">
        {lines.map(({ check, result }) => (
          <CheckLine key={check.id} title={check.title} result={result} />
        ))}
      </ul>
      {!hasLab && state !== 'met' && control.fault.kind === 'none' && (
        <StartFromText step={stepId} reason="Checks look at your own cluster." />
      )}
      {!isWhole && <StepHelp step={step} control={control} isMet={state === 'met'} hasLab={hasLab} />}
    </fieldset>
  )
}

function CheckNow({ checking: { isChecking, checkNow } }: { checking: StepChecking }) {
  if (checkNow === undefined) return null
  return (
    // Disabled, it would lose the focus of whoever has just pressed it.
    <button type="button" onClick={isChecking ? undefined : checkNow} aria-disabled={isChecking} className={CHECK_NOW}>
      {isChecking ? (
        <LoaderCircle size={14} className="animate-spin" aria-hidden />
      ) : (
        <RotateCw size={14} aria-hidden />
      )}
      {isChecking ? 'Checking' : 'Check now'}
    </button>
  )
}

const CHECK_NOW =
  'inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium text-accent hover:bg-accent-soft aria-disabled:text-muted'
