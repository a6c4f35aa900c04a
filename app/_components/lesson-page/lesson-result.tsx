'use client'
import { formatEstimate } from '../time/words.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { countSteps, sumEffort } from '../lesson/step-state.ts'
import { useProgress } from '../lesson/use-progress.ts'

/** Below the text, after a step was started: done steps, points and effort. */
export function LessonResult() {
  const lesson = useLesson()
  const progress = useProgress()
  const { done, total, helped, points, maxPoints } = countSteps(lesson, progress)
  const { hints, workedMs } = sumEffort(progress)
  if (progress.size === 0 || total === 0) return null
  const facts = [
    `${done} of ${total} steps done`,
    ...(helped > 0 ? [`${helped} of them with the solution`] : []),
    ...(hints > 0 ? [`${hints} ${hints === 1 ? 'hint' : 'hints'}`] : []),
    ...(workedMs > 0 ? [`${formatEstimate(workedMs)} of work`] : []),
  ]
  return (
    <section aria-labelledby="result" className="lesson-article pt-0!">
      <div className="max-w-[37rem] rounded-lg border border-line bg-surface px-5 py-4">
        <h2 id="result" className="text-sm font-semibold">
          Your result: {Math.round((points / maxPoints) * 100)} %
        </h2>
        <p className="mt-1 text-sm text-muted">{facts.join(', ')}.</p>
      </div>
    </section>
  )
}
