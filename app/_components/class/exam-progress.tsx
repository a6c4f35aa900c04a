'use client'
import type { BoardExam } from '#protocol/classes.ts'
import { formatTime, formatTimeLeft } from '../time/words.ts'
import { useNow } from '../time/clock.ts'

const STATES: Record<BoardExam['state'], string> = {
  waiting: 'No task is open yet.',
  preparing: 'The server prepares the task.',
  open: 'The learner works on the task.',
  stuck: 'The task could not be prepared.',
  grading: 'The server grades the task.',
}

/** The exam that a learner sits. Results follow at its end. */
export function ExamProgress({ exam }: { exam: BoardExam }) {
  const { state, task, startedAt, tasks } = exam
  const now = useNow()
  const graded = tasks.filter(({ isGraded }) => isGraded).length
  const leftMs = exam.leftMs ?? (exam.endsAt === undefined ? undefined : Math.max(0, exam.endsAt - now))
  return (
    <div className="mt-3 rounded-md border border-line px-3.5 py-2.5 text-sm">
      <h3 className="font-medium">Exam</h3>
      <p className="mt-0.5 text-muted">
        {STATES[state]}
        {startedAt !== undefined && ` Started at ${formatTime(startedAt)}.`}
        {exam.endsAt !== undefined && ` Ends at ${formatTime(exam.endsAt)}.`}
        {leftMs !== undefined &&
          now > 0 &&
          ` ${formatTimeLeft(leftMs)} left${exam.endsAt === undefined ? ', and the time does not pass' : ''}.`}
      </p>
      {tasks.length > 0 && (
        <>
          <p className="mt-2">
            {graded} of {tasks.length} tasks graded. The results follow when the exam is handed in.
          </p>
          <ol className="mt-1 list-decimal space-y-0.5 pl-6">
            {tasks.map(({ id, title, isGraded }) => (
              <li key={id} className={id === task ? 'font-medium' : 'text-muted'}>
                {title}
                {id === task && ' (at hand)'}
                {isGraded && ' (graded)'}
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="mt-2 text-muted">You can watch, and the learner sees it. Help is possible only after the exam.</p>
    </div>
  )
}
