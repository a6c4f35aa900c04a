'use client'
import { useClass, useMyClassId } from '../classroom/use-class.ts'
import { ErrorText } from '../site/error-text.tsx'
import type { StepOutline } from '../lesson/outline.ts'
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

/** Below the checks: hints, the solution, and the menu to start over. */
export function StepHelp(props: StepHelpProps) {
  const classId = useMyClassId()
  if (!props.hasLab && props.isMet) return null
  if (classId === undefined) return <Help {...props} isAllowed />
  return <HelpInClass {...props} key={classId} classId={classId} />
}

/** An instructor can switch help off and on while the class runs. */
function HelpInClass({ classId, ...props }: StepHelpProps & { classId: string }) {
  const { mine } = useClass(classId)
  return <Help {...props} isAllowed={mine?.hasHelp !== false} />
}

function Help({ step, control, isMet, hasLab, isAllowed }: StepHelpProps & { isAllowed: boolean }) {
  return (
    <div className="border-t border-line px-4 py-2 text-sm">
      {isAllowed && !isMet && <Hints step={step.id} hints={step.hints} />}
      {!isAllowed && !isMet && <p className="py-1 text-muted">Your class works without hints and solutions.</p>}
      {hasLab && (
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          <div className="min-w-0 flex-1">
            {isAllowed && <Solution step={step.id} control={control} isMet={isMet} />}
          </div>
          <StepMenu step={step.id} control={control} />
        </div>
      )}
      {control.failure !== undefined && <ErrorText error={control.failure} />}
    </div>
  )
}
