'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { useState } from 'react'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { useClass } from '../classroom/use-class.ts'
import { ErrorText } from '../site/error-text.tsx'
import { BroadcastForm } from './broadcast-form.tsx'
import { ClassBoard } from './class-board.tsx'
import { ClassMembers } from './class-members.tsx'
import { ClassResults } from './class-results.tsx'
import { ClassTokens } from './class-tokens.tsx'
import { HEADING } from './class-styles.ts'
import { HelpQueue } from './help-queue.tsx'

const VIEWS = [
  { id: 'board', label: 'Live' },
  { id: 'members', label: 'Learners and settings' },
  { id: 'results', label: 'Results' },
] as const
type View = (typeof VIEWS)[number]['id']

/** The page of an instructor for one class. */
export function OneClass({ classId }: { classId: string }) {
  const { board, isOpen, error } = useClass(classId)
  const [view, setView] = useState<View>('board')
  if (error !== undefined) return <NoClass error={error} />
  if (board === undefined) return <h1 className={HEADING}>Class</h1>
  return (
    <>
      <p className="text-sm">
        <Link href="/class" className="text-accent underline">
          Classes
        </Link>
      </p>
      <h1 className={HEADING}>{board.name}</h1>
      <p aria-live="polite" className="mt-1 min-h-5 text-sm text-warning">
        {isOpen ? '' : 'The connection is cut. The page connects again, and shows the last state meanwhile.'}
      </p>
      <ViewSwitch view={view} onChoose={setView} />
      {view === 'board' && (
        <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <ClassBoard classId={classId} board={board} />
          <div className="space-y-8 max-lg:order-first">
            <HelpQueue classId={classId} learners={board.learners} />
            <BroadcastForm classId={classId} board={board} />
          </div>
        </div>
      )}
      {view === 'members' && <ClassMembers classId={classId} />}
      {view === 'results' && (
        <>
          <ClassResults classId={classId} />
          <ClassTokens classId={classId} />
        </>
      )}
    </>
  )
}

function NoClass({ error }: { error: KindlabError }) {
  return (
    <>
      <h1 className={HEADING}>Class</h1>
      <div role="alert" className="mt-4 max-w-[40rem]">
        <ErrorText error={error} />
      </div>
      <p className="mt-4">
        <Link href="/class" className="text-accent underline">
          Your classes
        </Link>
      </p>
    </>
  )
}

function ViewSwitch({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <nav aria-label="Views of the class" className="mt-3 flex flex-wrap gap-1 border-b border-line">
      {VIEWS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={view === id}
          onClick={() => onChoose(id)}
          className={clsx(
            '-mb-px border-b-2 px-3 py-2 text-sm font-medium',
            view === id ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}
