'use client'
import { useLab, useLabActions } from '../lab/lab-provider.tsx'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'

/** Where the text needs the lab and there is none: says so, and starts it. */
export function StartFromText({ reason }: { reason: string }) {
  const lesson = useLesson()
  const lab = useLab()
  const { start } = useLabActions()
  const { kind } = situationOf(lab, lesson)
  const canStart = kind === 'none' || kind === 'ended' || kind === 'failed'
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 text-sm text-muted">
      <p className="flex-1">
        {reason} {kind === 'creating' || kind === 'starting' ? 'It is being made.' : ''}
      </p>
      {canStart && (
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={() => void start({ module: lesson.module, lesson: lesson.lesson })}
        >
          Start the lab
        </button>
      )}
    </div>
  )
}
