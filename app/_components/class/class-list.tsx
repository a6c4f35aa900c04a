'use client'
import Link from 'next/link'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { ErrorText } from '../site/error-text.tsx'
import { HEADING } from './class-styles.ts'
import { NameForm } from './name-form.tsx'

/** The classes of this person. Instructors create new ones here. */
export function ClassList({ canCreate }: { canCreate: boolean }) {
  const { answer, error, act } = useAnswer('classes.list', {})
  return (
    <>
      <h1 className={HEADING}>Classes</h1>
      {error !== undefined && (
        <div role="alert" className="mt-4">
          <ErrorText error={error} />
        </div>
      )}
      {answer?.classes.length === 0 && <Empty canCreate={canCreate} />}
      <ul className="mt-6 grid gap-3 sm:grid-cols-2">
        {answer?.classes.map(({ id, name, role, isClosed }) => (
          <li key={id} className="rounded-lg border border-line bg-surface p-4">
            {role === 'instructor' ? (
              <Link href={`/class?id=${id}`} className="font-medium text-accent underline">
                {name}
              </Link>
            ) : (
              <span className="font-medium">{name}</span>
            )}
            <p className="mt-1 text-sm text-muted">
              {role === 'instructor' ? 'You teach it.' : 'You learn in it.'}
              {isClosed === true && ' It has not started yet, or it has ended.'}
            </p>
          </li>
        ))}
      </ul>
      {canCreate && (
        <NameForm
          label="Name of a new class"
          button="Create a class"
          maxLength={80}
          onCreate={(name) =>
            act(async () => {
              const { id } = await call('classes.create', { body: { name } })
              location.assign(`/class?id=${id}`)
            })
          }
        />
      )}
    </>
  )
}

function Empty({ canCreate }: { canCreate: boolean }) {
  return (
    <p className="mt-3 max-w-[40rem] text-lg leading-relaxed text-muted">
      {canCreate
        ? 'You have no class yet. Give it a name here, then send the link of the class to your learners.'
        : 'You are in no class. Open the link that your instructor has sent you. You can use the course without a class.'}
    </p>
  )
}
