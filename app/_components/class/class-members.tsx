'use client'
import { useState } from 'react'
import type { LinkView } from '#protocol/classes.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { formatDateTime } from '../time/words.ts'
import { ClassForm } from './class-form.tsx'
import { SECTION } from './class-styles.ts'
import { RosterImport } from './roster-import.tsx'

/** The members of a class, the ways in, and the settings. */
export function ClassMembers({ classId }: { classId: string }) {
  const { answer, error, act, load } = useAnswer('class.read', { id: classId })
  return (
    <div className="mt-6 grid gap-10 lg:grid-cols-2">
      <div>
        {error !== undefined && (
          <div role="alert" className="mb-4">
            <ErrorText error={error} />
          </div>
        )}
        <ClassLinks classId={classId} links={answer?.links ?? []} act={act} />
        <RosterImport classId={classId} onDone={load} />
      </div>
      <div>
        <h2 className={SECTION}>Members</h2>
        <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {answer?.members.map(({ id, name = 'No name', role, joinedAt }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-3 px-3 py-2 text-sm">
              <bdi className="font-medium">{name}</bdi>
              <span className="text-muted">
                {role === 'instructor' ? 'instructor' : `since ${formatDateTime(joinedAt)}`}
              </span>
            </li>
          ))}
        </ul>
        {answer !== undefined && <ClassForm key={JSON.stringify(answer)} known={answer} act={act} />}
      </div>
    </div>
  )
}

function linkOf(path: string): string {
  return new URL(path, location.href).href
}

interface ClassLinksProps {
  classId: string
  links: readonly LinkView[]
  act: (change: () => Promise<unknown>) => Promise<boolean>
}

function ClassLinks({ classId, links, act }: ClassLinksProps) {
  const [path, setPath] = useState<string>()
  const createLink = () =>
    act(async () => {
      const made = await call('class.create_link', { id: classId, body: { uses: 40, days: 14 } })
      setPath(made.path)
    })
  return (
    <>
      <h2 className={SECTION}>Link of the class</h2>
      <p className="mt-1 text-sm text-muted">
        Each learner who opens the link types a name and is in the class. A link works for 40 learners and 14 days.
      </p>
      {path !== undefined && (
        <p aria-live="polite" className="mt-3 rounded-md bg-success-soft px-3 py-2 text-sm">
          Copy it now, it is shown once: <code className="break-all select-all">{linkOf(path)}</code>
        </p>
      )}
      <ul className="mt-3 text-sm text-muted">
        {links.map(({ id, usesLeft, endsAt }) => (
          <li key={id}>
            A link for {usesLeft} more, until {formatDateTime(endsAt)}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <button type="button" className={buttonClass('primary', 'small')} onClick={() => void createLink()}>
          Create a link
        </button>
        {links.length > 0 && (
          <button
            type="button"
            className={buttonClass('danger', 'small')}
            onClick={() => void act(() => call('class.withdraw_links', { id: classId }))}
          >
            Withdraw all links
          </button>
        )}
      </div>
    </>
  )
}
