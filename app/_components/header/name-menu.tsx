'use client'
import { UserRound } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useId, useState } from 'react'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { PopoverButton, useClosePopover } from '../site/popover-button.tsx'

/** Shows the learner's name and changes it. Before the server answers it reserves the space, so that the header does not shift. */
export function NameMenu() {
  const { session } = useLab()
  if (session.state !== 'ready') return <span aria-hidden className="size-9" />
  const { displayName } = session.view.learner
  return (
    <PopoverButton
      action={{ id: 'name', label: LABEL }}
      title="Your name"
      button={
        <>
          <UserRound size={18} aria-hidden />
          <span className="sr-only">Your name</span>
          {displayName !== undefined && <bdi className="max-w-40 truncate max-sm:sr-only">{displayName}</bdi>}
        </>
      }
      buttonClass={BUTTON}
      panel={{ label: LABEL, side: 'bottom', align: 'end', className: 'w-72 p-4' }}
    >
      <NameForm key={displayName} displayName={displayName ?? ''} />
    </PopoverButton>
  )
}

const LABEL = 'Change your name'
const BUTTON =
  'inline-flex h-9 min-w-9 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-sunken hover:text-text'

function NameForm({ displayName }: { displayName: string }) {
  const { rename } = useLabActions()
  const close = useClosePopover()
  const [typed, setTyped] = useState(displayName)
  const [problem, setProblem] = useState<KindlabError | null>(null)
  const id = useId()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      await rename(typed)
      close()
    } catch (error) {
      setProblem(error instanceof KindlabError ? error : new KindlabError('internal', { cause: error }))
    }
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <label htmlFor={id} className="text-sm font-medium">
        Your name
      </label>
      <input
        id={id}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="name"
        maxLength={100}
        aria-describedby={`${id}-hint`}
        aria-invalid={problem?.code === 'name.invalid'}
        className="mt-1.5 h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm text-text"
      />
      <p id={`${id}-hint`} className="mt-1.5 text-xs text-muted">
        Whoever runs this site sees it beside your lab. Leave it empty to have none.
      </p>
      <div role="alert" className="mt-2 empty:hidden">
        {problem !== null && <ErrorText error={problem} />}
      </div>
      <div className="mt-3 flex items-center justify-between">
        <button type="submit" className={buttonClass('primary', 'small')}>
          Save
        </button>
        <PersonLinks />
      </div>
    </form>
  )
}

function PersonLinks() {
  return (
    <span className="flex gap-4">
      <Link href="/class" className="text-sm text-accent underline">
        Classes
      </Link>
      <Link href="/account" className="text-sm text-accent underline">
        Your account
      </Link>
    </span>
  )
}
