'use client'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { type LabSituation, situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'

export interface StartFromTextProps {
  reason: string
  /** The step around the button. The lab can start at it if other steps come before it. */
  step?: string
}

const STATES: Partial<Record<LabSituation['kind'], string>> = {
  creating: 'It is being made.',
  starting: 'It is being made.',
  keeping: 'It is being stopped.',
  kept: 'It is kept for later.',
  elsewhere: 'Your lab is at another lesson.',
}

/** Shown where the text needs a lab and there is none: states the reason, and starts or resumes the lab. */
export function StartFromText({ reason, step }: StartFromTextProps) {
  const { module, lesson, steps } = useLesson()
  const lab = useLab()
  const { start, resume } = useLabActions()
  const { kind } = situationOf(lab, { module, lesson })
  const canStart = kind === 'none' || kind === 'ended' || kind === 'failed'
  const index = steps.findIndex(({ id }) => id === step)
  const hasBefore = steps.slice(0, Math.max(0, index)).some(({ checks }) => checks.length > 0)
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-sm text-muted">
      <p className="flex-1">
        {reason} {STATES[kind]}
      </p>
      {kind === 'kept' && (
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void resume()}>
          Resume
        </button>
      )}
      {canStart && (
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={() => void start({ module, lesson })}
        >
          Start the lab
        </button>
      )}
      {canStart && step !== undefined && hasBefore && (
        <button
          type="button"
          className={buttonClass('quiet', 'small')}
          title="The steps before it are done for you"
          onClick={() => void start({ module, lesson, startAt: step })}
        >
          Start at this step
        </button>
      )}
    </div>
  )
}
