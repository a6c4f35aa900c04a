'use client'
import { Check } from 'lucide-react'
import { useLab } from '../lab/use-lab.ts'
import { countSteps, progressByStep } from '../lesson/step-state.ts'
import type { LessonCard } from './lesson-card.ts'

/** The number of done steps; renders nothing at zero. */
export function LessonProgress({ lesson }: { lesson: LessonCard }) {
  const progress = useLab().achieved.steps[lesson.key]
  if (progress === undefined) return null
  const { done, total, points, maxPoints } = countSteps(lesson, progressByStep(progress))
  if (total === 0) return null
  return (
    <span className="flex items-center gap-2 text-sm text-muted">
      <span className="flex gap-[3px]" aria-hidden>
        {lesson.steps.slice(0, total).map((step, index) => (
          <span key={step.id} className={`h-1.5 w-4 rounded-full ${index < done ? 'bg-success' : 'bg-line'}`} />
        ))}
      </span>
      {done === total ? (
        <span className="flex items-center gap-1 font-medium text-success">
          <Check size={14} aria-hidden /> Done
          {points < maxPoints && (
            <span className="font-normal text-muted">, {Math.round((points / maxPoints) * 100)} % on your own</span>
          )}
        </span>
      ) : (
        <span className="tabular-nums">
          {done} of {total} steps
        </span>
      )}
    </span>
  )
}
