'use client'
import { ErrorText } from '../lab-pane/error-text.tsx'
import type { StepOutline } from '../lesson/lesson-outline.ts'
import type { StepWork } from '../lesson/use-step-work.ts'
import { Hints } from './hints.tsx'
import { Solution } from './solution.tsx'
import { StepMenu } from './step-menu.tsx'

export interface StepHelpProps {
  step: StepOutline
  control: StepWork
  isMet: boolean
  hasLab: boolean
}

/** Below the checks: hints, the solution, and other beginnings. */
export function StepHelp({ step, control, isMet, hasLab }: StepHelpProps) {
  if (!hasLab && isMet) return null
  return (
    <div className="border-t border-line px-4 py-2 text-sm">
      {!isMet && <Hints step={step.id} hints={step.hints} />}
      {hasLab && (
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          <div className="min-w-0 flex-1">{!isMet && <Solution step={step.id} control={control} />}</div>
          <StepMenu step={step.id} control={control} />
        </div>
      )}
      {control.failure !== undefined && <ErrorText error={control.failure} />}
    </div>
  )
}
