'use client'
import { clsx } from 'clsx'
import { LoaderCircle, RotateCw } from 'lucide-react'
import { useRef } from 'react'
import { ExamTask } from '../exam/exam-task.tsx'
import { type CheckState, checkState, groupState, resultKey } from '../lesson/check-results.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type StepChecking, useStepChecking, useVerdicts } from '../lesson/use-checks.ts'
import { useProgress } from '../lesson/use-progress.ts'
import { useRestoredFocus } from '../lesson/use-restored-focus.ts'
import { useStepWork } from '../lesson/use-step-work.ts'
import { describeAge, type Verdict } from '../lesson/verdicts.ts'
import { BreakControl } from './break-control.tsx'
import { CheckLine } from '../lesson/check-line.tsx'
import { StartFromText } from './start-from-text.tsx'
import { StepHelp } from './step-help.tsx'
import { WorkProgress } from './work-progress.tsx'

/** The checks of a step with their results; in an exam, the task without results. */
export function Checks({ step }: { step: string }) {
  return useLesson().exam === undefined ? <StepChecks step={step} /> : <ExamTask step={step} />
}

/** Lists the checks; an unmet check shows expected, actual and the reason. */
function StepChecks({ step: stepId }: { step: string }) {
  const { verdicts, lab } = useVerdicts()
  const progress = useProgress().get(stepId)
  const control = useStepWork(stepId)
  const checking = useStepChecking(stepId)
  const step = useLesson().steps.find(({ id }) => id === stepId)
  const box = useRef<HTMLFieldSetElement>(null)
  useRestoredFocus(box)
  if (step === undefined) return null
  const lines = step.checks.map((check) => ({ check, verdict: verdicts.get(resultKey(step.id, check.id)) }))
  const state = groupState(lines.map(({ verdict }) => presentState(verdict)))
  const isMet = state === 'met'
  const isCurrent = lines.every(({ verdict }) => verdict?.age === 'current')
  const note = describeAge({ verdicts: lines.map(({ verdict }) => verdict), lab, progress, isMet })
  const isUnbroken = control.fault.kind === 'intact' || control.fault.kind === 'breaking'
  const hasLab = checking.checkNow !== undefined
  // Without a cluster the progress says whether the step is done.
  const isDone = isMet || (!hasLab && progress?.doneAt !== undefined)
  return (
    <fieldset
      ref={box}
      tabIndex={-1}
      aria-label={`Checks: ${step.title}`}
      data-state={state}
      className={clsx(
        'set not-prose min-w-0 rounded-lg border text-[15px] transition-colors',
        isMet && isCurrent ? 'border-success/60 bg-success-soft' : 'border-line bg-surface',
      )}
    >
      <div className="flex min-h-11 items-center gap-3 pl-4 pr-2">
        <p className="flex flex-1 flex-wrap gap-x-3 py-2 text-sm">
          <span className="font-semibold">{isDone ? 'Step done' : 'Done when'}</span>
          {note !== undefined && <span className="text-muted">{note}</span>}
        </p>
        {!isUnbroken && <CheckNow checking={checking} />}
      </div>
      {control.work !== undefined && !isUnbroken && <WorkProgress work={control.work} />}
      <BreakControl step={stepId} control={control} />
      <ul className="space-y-2 px-4 pb-3.5">
        {lines.map(({ check, verdict }) => (
          <CheckLine key={check.id} title={check.title} verdict={verdict} />
        ))}
      </ul>
      {!hasLab && !isDone && control.fault.kind === 'none' && (
        <StartFromText step={stepId} reason="Checks look at your own cluster." />
      )}
      {!isUnbroken && <StepHelp step={step} control={control} isMet={isDone} hasLab={hasLab} />}
    </fieldset>
  )
}

/** The verdict on an earlier cluster says nothing about the present one. */
function presentState(verdict: Verdict | undefined): CheckState {
  return verdict === undefined || verdict.age === 'earlier' ? 'pending' : checkState(verdict.result)
}

function CheckNow({ checking: { isChecking, checkNow } }: { checking: StepChecking }) {
  if (checkNow === undefined) return null
  return (
    // A disabled button would lose the focus.
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
