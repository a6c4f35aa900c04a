'use client'
import { Download } from 'lucide-react'
import type { ResultRow } from '#protocol/classes.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { ScrollBox } from '../site/scroll-box.tsx'
import { formatDateTime } from '../time/words.ts'

/** All started steps of all learners, as a table and as a file. */
export function ClassResults({ classId }: { classId: string }) {
  const { answer, error } = useAnswer('class.results', { id: classId })
  if (error !== undefined) return <ErrorText error={error} />
  if (answer === undefined) return null
  if (answer.rows.length === 0) {
    return <p className="mt-6 text-muted">There are no results yet. They appear when a learner starts a step.</p>
  }
  return (
    <div className="mt-6">
      <a href={`/classes/${classId}/results.csv`} className={buttonClass('secondary')}>
        <Download size={16} aria-hidden />
        Download as CSV
      </a>
      <ResultTable rows={answer.rows} />
    </div>
  )
}

function ResultTable({ rows }: { rows: readonly ResultRow[] }) {
  return (
    <ScrollBox className="mt-4 rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {['Learner', 'Lesson', 'Step', 'Started', 'Done', 'Hints'].map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ learner, name, lesson, step, startedAt, doneAt, doneBy, hints }) => (
            <tr key={`${learner} ${lesson} ${step}`} className="border-b border-line last:border-0">
              <td className="px-3 py-1.5">
                <bdi>{name === '' ? 'No name' : name}</bdi>
              </td>
              <td className="px-3 py-1.5">{lesson}</td>
              <td className="px-3 py-1.5">{step}</td>
              <td className="px-3 py-1.5">{startedAt === undefined ? '' : formatDateTime(startedAt)}</td>
              <td className="px-3 py-1.5">
                {doneAt === undefined ? '' : formatDateTime(doneAt)}
                {doneBy === 'solution' && ' (solution)'}
              </td>
              <td className="px-3 py-1.5">{hints}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
