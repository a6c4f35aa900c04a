'use client'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'

export interface StartFromTextProps {
  reason: string
  /** The step that it is about: with others before it, the lab can start there. */
  step?: string
}

/** Where the text needs the lab and there is none: says so, and starts it. */
export function StartFromText({ reason, step }: StartFromTextProps) {
  const { module, lesson, steps } = useLesson()
  const lab = useLab()
  const { start } = useLabActions()
  const { kind } = situationOf(lab, { module, lesson })
  const canStart = kind === 'none' || kind === 'ended' || kind === 'failed'
  const index = steps.findIndex(({ id }) => id === step)
  const hasBefore = steps.slice(0, Math.max(0, index)).some(({ checks }) => checks.length > 0)
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-sm text-muted">
      <p className="flex-1">
        {reason} {kind === 'creating' || kind === 'starting' ? 'It is being made.' : ''}
      </p>
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
