'use client'
import { useId, useState } from 'react'
import type { TokenView } from '#protocol/classes.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { formatDateTime } from '../time/words.ts'
import { SECTION } from './class-styles.ts'
import { NameForm } from './name-form.tsx'

const DAYS = 90

/** Tokens with which programs read the results of the class. */
export function ClassTokens({ classId }: { classId: string }) {
  const { answer, error, act } = useAnswer('class.read', { id: classId })
  const [token, setToken] = useState<string>()
  const title = useId()
  const create = (name: string) =>
    act(async () => {
      const made = await call('class.create_token', { id: classId, body: { name, days: DAYS } })
      setToken(made.token)
    })
  const tokens = answer?.tokens ?? []
  return (
    <section aria-labelledby={title} className="mt-10 max-w-[40rem]">
      <h2 id={title} className={SECTION}>
        Results for programs
      </h2>
      <p className="mt-1 text-sm text-muted">
        A program reads the results as JSON from <code className="break-all">/api/v1/classes/{classId}/results</code>,
        with a token in the header <code>Authorization: Bearer</code>. A token works for {DAYS} days, for this class,
        while you teach it.
      </p>
      {error !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={error} />
        </div>
      )}
      {token !== undefined && (
        <p aria-live="polite" className="mt-3 rounded-md bg-success-soft px-3 py-2 text-sm">
          Copy it now, it is shown once: <code className="break-all select-all">{token}</code>
        </p>
      )}
      <TokenList tokens={tokens} />
      <NameForm label="Purpose of a new token" button="Create a token" maxLength={60} onCreate={create} />
      {tokens.length > 0 && (
        <button
          type="button"
          className={`${buttonClass('danger', 'small')} mt-3`}
          onClick={() => void act(() => call('class.withdraw_tokens', { id: classId }))}
        >
          Withdraw all tokens
        </button>
      )}
    </section>
  )
}

function TokenList({ tokens }: { tokens: readonly TokenView[] }) {
  return (
    <ul className="mt-3 text-sm text-muted">
      {tokens.map(({ id, name, endsAt, usedAt }) => (
        <li key={id}>
          <bdi className="text-text">{name}</bdi>, until {formatDateTime(endsAt)},{' '}
          {usedAt === undefined ? 'never used' : `last used ${formatDateTime(usedAt)}`}
        </li>
      ))}
    </ul>
  )
}
