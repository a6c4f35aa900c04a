'use client'
import Link from 'next/link'
import { useLab } from '../lab/use-lab.ts'
import { ErrorText } from '../site/error-text.tsx'
import { OwnData } from './own-data.tsx'
import { SessionList } from './session-list.tsx'
import { tierText } from './tier-text.ts'

/** The learner's browsers, ways to sign out, and how far the server trusts learners. */
export function AccountPage() {
  const { session } = useLab()
  if (session.state === 'failed') return <ErrorText error={session.error} />
  if (session.state !== 'ready') return null
  const { displayName, isAccount, role } = session.view.learner
  return (
    <>
      <p className="mt-3 text-lg leading-relaxed text-muted">
        {displayName === undefined ? (
          'You have no name on this site. You can set one in the header.'
        ) : (
          <>
            You are <bdi className="text-text">{displayName}</bdi> on this site
            {role === undefined ? '' : `, as ${role}`}.
          </>
        )}
      </p>
      {isAccount !== true && (
        <p className="mt-3 text-muted">
          This browser has no account: only its cookie knows you.{' '}
          <a href="/sign-in?next=/account" className="text-accent underline">
            Sign in
          </a>{' '}
          if the operator has given you an account. You can take your progress with you.
        </p>
      )}
      {role === 'admin' && (
        <p className="mt-3">
          <Link href="/audit" className="text-accent underline">
            Audit log of the site
          </Link>
        </p>
      )}
      <SessionList />
      <OwnData />
      <p className="mt-6 text-muted">{tierText(session.view.tier)}</p>
    </>
  )
}
