'use client'
import { ClockPlus } from 'lucide-react'
import { formatEstimate } from '../time/words.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'

/** Renews the lease of the lab. Typing also renews it; a learner who only reads needs the button. */
export function ExtendLab({ leaseMs, kind }: { leaseMs: number; kind: 'quiet' | 'primary' }) {
  const { extend } = useLabActions()
  return (
    <button
      type="button"
      className={buttonClass(kind, 'small')}
      title={`End the lab in ${formatEstimate(leaseMs)} from now, not before`}
      onClick={() => void extend()}
    >
      <ClockPlus size={14} className="max-sm:hidden" aria-hidden />
      Extend
    </button>
  )
}
