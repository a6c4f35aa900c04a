'use client'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { FIELD, HEADING } from './class-styles.ts'

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
        <CreateForm
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

function CreateForm({ onCreate }: { onCreate: (name: string) => Promise<unknown> }) {
  const [name, setName] = useState('')
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onCreate(name)
  }
  return (
    <form onSubmit={submit} className="mt-8 max-w-[28rem]">
      <label htmlFor={id} className="text-sm font-medium">
        Name of a new class
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={80}
          required
          className={FIELD}
        />
        <button type="submit" className={buttonClass('primary')}>
          <Plus size={16} aria-hidden />
          Create
        </button>
      </div>
    </form>
  )
}
