'use client'
import { Check } from 'lucide-react'
import { useLab } from '../lab/lab-provider.tsx'
import { countSteps, latestResults } from '../lesson/step-progress.ts'
import type { LessonCard } from './lesson-card.ts'

/** Steps done, once there are any. */
export function LessonProgress({ lesson }: { lesson: LessonCard }) {
  const { session } = useLab()
  const results = session.state === 'ready' ? session.view.progress[lesson.key] : undefined
  if (results === undefined) return null
  const { done, total } = countSteps(lesson.steps, latestResults(results))
  if (total === 0) return null
  return (
    <span className="flex items-center gap-2 text-sm text-muted">
      <span className="flex gap-[3px]" aria-hidden>
        {lesson.steps.map((step, index) => (
          <span key={step.id} className={`h-1.5 w-4 rounded-full ${index < done ? 'bg-success' : 'bg-line'}`} />
        ))}
      </span>
      {done === total ? (
        <span className="flex items-center gap-1 font-medium text-success">
          <Check size={14} aria-hidden /> Done
        </span>
      ) : (
        <span className="tabular-nums">
          {done} of {total} steps
        </span>
      )}
    </span>
  )
}
