'use client'
import { useId, useState } from 'react'
import type { ImportRow } from '#protocol/classes.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { SECTION } from './class-styles.ts'

/** Adds learners from a list of names: a preview first, then the links. */
export function RosterImport({ classId, onDone }: { classId: string; onDone: () => Promise<void> }) {
  const { csv, shown, problem, run, type } = useRoster(classId, onDone)
  const id = useId()
  return (
    <section aria-labelledby={`${id}-heading`} className="mt-10">
      <h2 id={`${id}-heading`} className={SECTION}>
        List of names
      </h2>
      <label htmlFor={id} className="mt-1 block text-sm text-muted">
        One name in each line, or a CSV file with the names in the first column. Each learner gets a personal link.
      </label>
      <textarea
        id={id}
        rows={5}
        value={csv}
        onChange={(event) => type(event.target.value)}
        maxLength={15_000}
        className="mt-2 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-text"
      />
      {problem !== undefined && (
        <div role="alert" className="mt-2">
          <ErrorText error={problem} />
        </div>
      )}
      {shown !== undefined && <Rows {...shown} />}
      <div className="mt-3 flex flex-wrap gap-2">
        <button
          type="button"
          disabled={csv.trim() === ''}
          className={buttonClass('secondary', 'small')}
          onClick={() => void run(true)}
        >
          Preview
        </button>
        {shown?.isPreview === true && shown.rows.some((row) => row.problem === undefined) && (
          <button type="button" className={buttonClass('primary', 'small')} onClick={() => void run(false)}>
            Add {shown.rows.filter((row) => row.problem === undefined).length} learners
          </button>
        )}
      </div>
    </section>
  )
}

function useRoster(classId: string, onDone: () => Promise<void>) {
  const [csv, setCsv] = useState('')
  const [shown, setShown] = useState<{ rows: readonly ImportRow[]; isPreview: boolean }>()
  const [problem, setProblem] = useState<KindlabError>()
  const run = async (isPreview: boolean) => {
    try {
      const { rows } = await call('class.import', { id: classId, body: { csv, isPreview } })
      setShown({ rows, isPreview })
      setProblem(undefined)
      if (!isPreview) await onDone()
    } catch (thrown) {
      setProblem(asKindlabError(thrown))
    }
  }
  const type = (text: string) => {
    setCsv(text)
    setShown(undefined)
  }
  return { csv, shown, problem, run, type }
}

function Rows({ rows, isPreview }: { rows: readonly ImportRow[]; isPreview: boolean }) {
  return (
    <div aria-live="polite" className="mt-3">
      <p className="text-sm font-medium">
        {isPreview ? 'The import would add:' : 'Added. Copy the links now, they are shown once:'}
      </p>
      <ul className="mt-1 space-y-1 text-sm">
        {rows.map(({ line, name, problem, path }) => (
          <li key={line} className={problem === undefined ? '' : 'text-danger'}>
            <bdi>{name}</bdi>
            {problem !== undefined && `: not added, ${problem} (line ${line})`}
            {path !== undefined && (
              <code className="ml-2 break-all select-all text-muted">{new URL(path, location.href).href}</code>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
