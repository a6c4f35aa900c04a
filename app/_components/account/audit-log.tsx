'use client'
import { useState } from 'react'
import type { AuditEntryView } from '#protocol/audit.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { ScrollBox } from '../site/scroll-box.tsx'
import { formatDateTime } from '../time/words.ts'

const COLUMNS = ['Time', 'Event', 'By', 'Object', 'Detail']

/** Sign-ins, refusals, and actions of instructors, admins and the operator. The newest entry comes first. */
export function AuditLog() {
  const { answer, error, act } = useAnswer('audit.list', { id: 'latest' })
  const [older, setOlder] = useState<readonly AuditEntryView[]>([])
  const [isEnd, setIsEnd] = useState(false)
  const entries = [...(answer?.entries ?? []), ...older]
  const last = entries.at(-1)
  const loadOlder = async () => {
    if (last === undefined) return
    const next = await call('audit.list', { id: String(last.id) })
    setOlder([...older, ...next.entries])
    setIsEnd(!next.hasMore)
  }
  return (
    <>
      <p className="mt-3 max-w-[48rem] text-muted">
        Sign-ins, watched terminals, and changes of accounts, classes and labs. No entry can be changed.
      </p>
      {error !== undefined && (
        <div role="alert" className="mt-4">
          <ErrorText error={error} />
        </div>
      )}
      {answer !== undefined && <Entries entries={entries} />}
      {answer?.hasMore === true && !isEnd && (
        <button
          type="button"
          className={`${buttonClass('secondary', 'small')} mt-3`}
          onClick={() => void act(loadOlder)}
        >
          Older entries
        </button>
      )}
    </>
  )
}

/** The loaded entries, with a filter for them. */
function Entries({ entries }: { entries: readonly AuditEntryView[] }) {
  const [filter, setFilter] = useState('')
  const wanted = filter.toLowerCase()
  const shown = entries.filter((entry) => Object.values(entry).join(' ').toLowerCase().includes(wanted))
  return (
    <>
      <label className="mt-6 block max-w-[24rem] text-sm font-medium">
        Filter the entries below
        <input
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm text-text"
        />
      </label>
      <AuditTable entries={shown} />
      <p aria-live="polite" className="mt-3 text-sm text-muted">
        {shown.length} of {entries.length} entries
      </p>
    </>
  )
}

function AuditTable({ entries }: { entries: readonly AuditEntryView[] }) {
  return (
    <ScrollBox className="mt-4 rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {COLUMNS.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, event, by = '', subject = '', detail = '' }) => (
            <tr key={id} className="border-b border-line last:border-0">
              <td className="whitespace-nowrap px-3 py-1.5">{formatDateTime(at)}</td>
              <td className="px-3 py-1.5 font-mono text-xs">{event}</td>
              <td className="px-3 py-1.5">
                <bdi>{by}</bdi>
              </td>
              <td className="break-words px-3 py-1.5">
                <bdi>{subject}</bdi>
              </td>
              <td className="px-3 py-1.5">
                <bdi>{detail}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
