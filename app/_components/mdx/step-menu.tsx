'use client'
import { RotateCcw, SkipForward } from 'lucide-react'
import { useLabActions } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useCurrentResults } from '../lesson/use-checks.ts'
import { isStepMet } from '../lesson/check-results.ts'
import type { StepWork } from '../lesson/use-step-work.ts'
import { PopoverButton, useClosePopover } from '../site/popover-button.tsx'
import { buttonClass } from '../site/button.ts'

/** The choices to start over: repeat this step, get a fresh cluster, or have the earlier steps done. */
export function StepMenu({ step, control }: { step: string; control: StepWork }) {
  return (
    <PopoverButton
      button={
        <>
          <RotateCcw size={14} aria-hidden />
          Start over
        </>
      }
      buttonClass={buttonClass('quiet', 'small')}
      panel={{ label: 'Start over', side: 'top', align: 'end', className: 'w-80 max-w-[80vw] space-y-3 p-4' }}
    >
      <Choices step={step} control={control} />
    </PopoverButton>
  )
}

function Choices({ step: id, control }: { step: string; control: StepWork }) {
  const { module, lesson, steps } = useLesson()
  const { replace } = useLabActions()
  const results = useCurrentResults()
  const close = useClosePopover()
  const index = steps.findIndex((step) => step.id === id)
  const hasOpenBefore = steps.slice(0, index).some((step) => step.checks.length > 0 && !isStepMet(step, results))
  const choose = (act: () => Promise<void>) => () => {
    close()
    void act()
  }
  return (
    <>
      {control.fault.kind === 'broken' ? (
        <Choice
          label="Put this step back"
          text="Repairs it, then breaks it again. What else you did in the cluster stays."
          onChoose={choose(() => control.start('reset'))}
          isDisabled={control.isBusy}
        />
      ) : (
        <Choice
          label="Fresh cluster, at this step"
          text={`Deletes this cluster and makes a new one${index > 0 ? ', in which the steps before are done for you' : ''}.`}
          onChoose={choose(() => replace({ module, lesson, startAt: id }))}
          isDisabled={control.isBusy}
        />
      )}
      {hasOpenBefore && (
        <Choice
          label="Do the steps before this one"
          text="Their solutions run in this cluster, and count as such."
          onChoose={choose(() => control.start('start'))}
          isDisabled={control.isBusy}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  label: string
  text: string
  onChoose: () => void
  isDisabled: boolean
}

function Choice({ label, text, onChoose, isDisabled }: ChoiceProps) {
  return (
    <div>
      <button type="button" className={buttonClass('secondary', 'small')} disabled={isDisabled} onClick={onChoose}>
        <SkipForward size={14} aria-hidden />
        {label}
      </button>
      <p className="mt-1 text-[13px] text-muted">{text}</p>
    </div>
  )
}
