'use client'
import { ClockPlus } from 'lucide-react'
import { roughDuration } from '../lab/format-duration.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'

/** Gives the lab its whole time again. Typing does so as well; who only reads needs the button. */
export function ExtendLab({ leaseMs, kind }: { leaseMs: number; kind: 'quiet' | 'primary' }) {
  const { extend } = useLabActions()
  return (
    <button
      type="button"
      className={buttonClass(kind, 'small')}
      title={`End the lab in ${roughDuration(leaseMs)} from now, not before`}
      onClick={() => void extend()}
    >
      <ClockPlus size={14} aria-hidden />
      <span className={kind === 'quiet' ? 'max-sm:sr-only' : undefined}>Extend</span>
    </button>
  )
}
