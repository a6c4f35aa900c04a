'use client'
import type { ExamResultView } from '#protocol/exam-result.ts'
import { ErrorText } from '../site/error-text.tsx'
import { ExamResult } from './exam-result.tsx'
import { useExamResults } from './use-exam-results.ts'
import { formatDateTime } from '../time/words.ts'

/** The last attempt in full, earlier ones in one line each. Renders nothing before the first attempt. */
export function ExamResults() {
  const { results, error } = useExamResults()
  const [latest, ...earlier] = results
  if (error !== undefined) return <ErrorText error={error} />
  if (latest === undefined) return null
  return (
    <>
      <ExamResult result={latest} />
      {earlier.length > 0 && <EarlierAttempts results={earlier} />}
    </>
  )
}

function EarlierAttempts({ results }: { results: readonly ExamResultView[] }) {
  return (
    <section aria-labelledby="earlier-attempts" className="my-6 text-sm">
      <h2 id="earlier-attempts" className="font-semibold">
        Earlier attempts
      </h2>
      <ul className="mt-1 space-y-0.5 text-muted">
        {results.map(({ id, startedAt, percent, isPassed }) => (
          <li key={id} className="tabular-nums">
            {formatDateTime(startedAt)}: {percent} %, {isPassed ? 'passed' : 'not passed'}
          </li>
        ))}
      </ul>
    </section>
  )
}
