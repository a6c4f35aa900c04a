'use client'
import { type FormEvent, useId, useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { ErrorText } from '../lab-pane/error-text.tsx'
import { buttonClass } from '../site/button.ts'
import { useClose } from '../site/disclosure.tsx'

export function NameForm({ displayName }: { displayName: string }) {
  const { rename } = useLabActions()
  const close = useClose()
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
      <button type="submit" className={`${buttonClass('primary', 'small')} mt-3`}>
        Save
      </button>
    </form>
  )
}
