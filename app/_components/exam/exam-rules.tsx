'use client'
import { Play } from 'lucide-react'
import { useLab } from '../lab/use-lab.ts'
import { ErrorText } from '../site/error-text.tsx'
import type { LessonOutline } from '../lesson/outline.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { showTask } from './show-task.ts'
import type { ExamControl } from './use-exam.ts'

export interface ExamRulesProps {
  rules: NonNullable<LessonOutline['exam']>
  control: ExamControl
}

/** The rules of the exam, and the button that starts it. */
export function ExamRules({ rules, control }: ExamRulesProps) {
  const { draw, steps, undrawn } = useLesson()
  const total = steps.length + undrawn.length
  return (
    <section aria-labelledby="exam-rules" className="my-8 rounded-lg border border-line bg-surface px-5 py-4">
      <h2 id="exam-rules" className="font-semibold">
        {draw ?? total} tasks, {rules.minutes} minutes, passed with {rules.passPercent} %
      </h2>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-[0.9375rem] text-muted marker:text-faint">
        {draw !== undefined && <li>The tasks are drawn from {total}, weighted by topic. Each attempt draws anew.</li>}
        <li>
          One task is open at a time, in any order. When you leave it, its checks run once and you are not told what
          they say. You can come back to it: then it begins anew, and solved once is solved.
        </li>
        <li>
          Before the next task opens, Kindlab puts the last one right. While it does so, and while a fresh cluster is
          made, the time stands still.
        </li>
        <li>No hints, no solutions, no results until you hand in or the time is over.</li>
      </ul>
      <Begin control={control} />
    </section>
  )
}

function Begin({ control: { exam, isBusy, failure, openTask } }: { control: ExamControl }) {
  const { lab } = useLab()
  const first = lab?.state === 'ready' ? lab.drawn?.[0] : undefined
  if (exam === undefined || first === undefined) {
    return <p className="mt-3 text-sm text-faint">Start the lab first. The time begins later, with the first task.</p>
  }
  const begin = async () => {
    if (await openTask(first)) await showTask(first)
  }
  return (
    <div className="mt-4 space-y-3">
      <button type="button" className={buttonClass('primary')} disabled={isBusy} onClick={() => void begin()}>
        <Play size={15} aria-hidden />
        Begin the exam
      </button>
      <div role="alert">{failure !== undefined && <ErrorText error={failure} />}</div>
    </div>
  )
}
