'use client'
import { RotateCcw, SkipForward } from 'lucide-react'
import { useLabActions } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useCurrentResults } from '../lesson/use-current-results.ts'
import { isStepMet } from '../lesson/check-results.ts'
import type { StepWork } from '../lesson/use-step-work.ts'
import { Disclosure, useClose } from '../site/disclosure.tsx'
import { buttonClass } from '../site/button.ts'

/** The ways to another beginning: this step over again, or without the ones before. */
export function StepMenu({ step, control }: { step: string; control: StepWork }) {
  return (
    <Disclosure
      button={
        <>
          <RotateCcw size={14} aria-hidden />
          Start over
        </>
      }
      buttonClass={buttonClass('quiet', 'small')}
      panelClass="bottom-full right-0 mb-1 w-80 max-w-[80vw] space-y-3 p-4"
    >
      <Ways step={step} control={control} />
    </Disclosure>
  )
}

function Ways({ step: id, control }: { step: string; control: StepWork }) {
  const { module, lesson, steps } = useLesson()
  const { replace } = useLabActions()
  const results = useCurrentResults()
  const close = useClose()
  const index = steps.findIndex((step) => step.id === id)
  const hasOpenBefore = steps.slice(0, index).some((step) => step.checks.length > 0 && !isStepMet(step, results))
  const choose = (act: () => Promise<void>) => () => {
    close()
    void act()
  }
  return (
    <>
      {control.fault.kind === 'broken' ? (
        <Way
          label="Put this step back"
          text="Repairs it, then breaks it again. What else you did in the cluster stays."
          onChoose={choose(() => control.start('reset'))}
          isDisabled={control.isBusy}
        />
      ) : (
        <Way
          label="Fresh cluster, at this step"
          text={`Deletes this cluster and makes a new one${index > 0 ? ', in which the steps before are done for you' : ''}.`}
          onChoose={choose(() => replace({ module, lesson, startAt: id }))}
          isDisabled={control.isBusy}
        />
      )}
      {hasOpenBefore && (
        <Way
          label="Do the steps before this one"
          text="Their solutions run in this cluster, and count as such."
          onChoose={choose(() => control.start('start'))}
          isDisabled={control.isBusy}
        />
      )}
    </>
  )
}

interface WayProps {
  label: string
  text: string
  onChoose: () => void
  isDisabled: boolean
}

function Way({ label, text, onChoose, isDisabled }: WayProps) {
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
