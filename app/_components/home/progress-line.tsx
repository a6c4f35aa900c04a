'use client'
import { useLab } from '../lab/use-lab.ts'
import { countLessons } from './course-progress.ts'
import type { LessonCard } from './lesson-card.ts'
import { formatMinutes } from '../time/words.ts'

/** Done lessons and the remaining time. The height is the same with and without progress. */
export function ProgressLine({ lessons }: { lessons: readonly LessonCard[] }) {
  const { achieved } = useLab()
  const { done, total, minutesLeft } = countLessons(lessons, achieved.steps)
  const count = `${total} ${total === 1 ? 'lesson' : 'lessons'}`
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-faint tabular-nums">
      {done === 0 ? `${count} · ${formatMinutes(minutesLeft)}` : `${done} of ${count} done`}
      {done > 0 && minutesLeft > 0 && <span>{formatMinutes(minutesLeft)} left</span>}
      {done > 0 && (
        <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-line">
          <span className="block h-full rounded-full bg-success" style={{ width: `${(done / total) * 100}%` }} />
        </span>
      )}
    </p>
  )
}
