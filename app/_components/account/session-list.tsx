'use client'
import { LogOut, MonitorSmartphone } from 'lucide-react'
import type { PersonSessionView } from '#protocol/people.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { ErrorText } from '../site/error-text.tsx'
import { formatDateTime } from '../time/words.ts'

/** The browsers in which the learner is signed in. */
export function SessionList() {
  const { answer, error, act } = useAnswer('sessions.list', {})
  const signOut = async (everywhere: boolean) => {
    const isOut = await act(() => call('session.end', { body: { everywhere } }))
    if (isOut) location.assign('/')
  }
  return (
    <section aria-labelledby="browsers" className="mt-10">
      <h2 id="browsers" className="text-xl font-semibold">
        Your browsers
      </h2>
      {error !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={error} />
        </div>
      )}
      <ul className="mt-4 divide-y divide-line rounded-lg border border-line bg-surface">
        {answer?.sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => act(() => call('sessions.end', { id: session.id }))}
          />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        <SignOut label="Sign out here" onYes={() => signOut(false)}>
          Terminals in this browser close.
        </SignOut>
        <SignOut label="Sign out everywhere" onYes={() => signOut(true)}>
          Terminals in all of these browsers close.
        </SignOut>
      </div>
    </section>
  )
}

function SessionRow({ session, onEnd }: { session: PersonSessionView; onEnd: () => Promise<unknown> }) {
  const { device, createdAt, seenAt, isThis } = session
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <MonitorSmartphone size={18} aria-hidden className="text-faint" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {device}
          {isThis && <span className="ml-2 text-sm font-normal text-success">this browser</span>}
        </p>
        <p className="text-sm text-muted">
          Since {formatDateTime(createdAt)}, last used {formatDateTime(seenAt)}
        </p>
      </div>
      {!isThis && (
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void onEnd()}>
          Sign out {device}
        </button>
      )}
    </li>
  )
}

interface SignOutProps {
  label: string
  onYes: () => Promise<void>
  children: string
}

/** Only a learner with a password or a provider can sign in again, so the question says what is lost. */
function SignOut({ label, onYes, children }: SignOutProps) {
  return (
    <Confirm
      button={
        <>
          <LogOut size={15} aria-hidden />
          {label}
        </>
      }
      buttonClass={buttonClass('secondary', 'medium')}
      align="start"
      question={`${label}?`}
      yes={{ label: 'Sign out', kind: 'danger', isDisabled: false, run: onYes }}
      no="Stay"
    >
      {children} Without a way to sign in again, your progress on this site is lost to you.
    </Confirm>
  )
}
