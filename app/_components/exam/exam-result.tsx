'use client'
import { clsx } from 'clsx'
import type { ExamResultView } from '#protocol/exam-result.ts'
import { TaskResult } from './task-result.tsx'
import { TopicTable } from './topic-table.tsx'
import { formatDateTime } from '../time/words.ts'

const ENDINGS: Record<ExamResultView['endedBy'], string> = {
  learner: 'handed in by you',
  deadline: 'handed in when the time was over',
  lab: 'ended with its lab, before it was handed in',
}

/** One attempt: passed or not, points per topic, and the outcome of each check. */
export function ExamResult({ result }: { result: ExamResultView }) {
  const { percent, passPercent, isPassed, startedAt, endedBy, topics, tasks } = result
  return (
    <section aria-labelledby="exam-result" className="my-8">
      <h2 id="exam-result" className="scroll-mt-16 text-2xl font-semibold tracking-tight">
        {percent} %,{' '}
        <span className={clsx(isPassed ? 'text-success' : 'text-danger')}>{isPassed ? 'passed' : 'not passed'}</span>
      </h2>
      <p className="mt-1 text-sm text-muted">
        Begun {formatDateTime(startedAt)}, {ENDINGS[endedBy]}. {passPercent} % are needed.
      </p>
      <TopicTable topics={topics} />
      <h3 className="mt-6 text-sm font-semibold">Task by task</h3>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
        {tasks.map((task) => (
          <TaskResult key={task.task} task={task} />
        ))}
      </ul>
    </section>
  )
}
