'use client'
import { Zap } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useStepWork } from '../lesson/use-step-work.ts'
import { BreakControl } from './break-control.tsx'

/** The button that starts the fault of a step, inside the text. The checks of the step also have it. */
export function Break({ step }: { step: string }) {
  const control = useStepWork(step)
  const { exam } = useLesson()
  // In an exam the server starts the fault when it opens the task.
  if (control.fault.kind === 'none' || exam !== undefined) return null
  return (
    <div className="set not-prose overflow-hidden rounded-lg border border-line bg-surface text-[15px]">
      {control.fault.kind === 'broken' ? (
        <p className="flex items-center gap-2 px-4 py-3 text-sm text-muted">
          <Zap size={15} aria-hidden className="text-danger" />
          It is broken now. The rest is yours.
        </p>
      ) : (
        <BreakControl step={step} control={control} />
      )}
    </div>
  )
}
