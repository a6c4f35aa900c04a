'use client'
import { CloudOff, Unplug } from 'lucide-react'
import { buttonClass } from '../../site/button.ts'
import { useCountdown } from '../../time/clock.ts'
import type { ConnectionView } from '../connection/connection-view.ts'
import { Notice } from './notice.tsx'

export interface ConnectionNoticeProps {
  connection: ConnectionView
  /** Some input was dropped. */
  hasDropped: boolean
  onRetry: () => void
}

/** The problem of the connection and what happens next; nothing while it is open. */
export function ConnectionNotice({ connection, hasDropped, onRetry }: ConnectionNoticeProps) {
  const { state, reason } = connection
  if (state === 'open' || (state === 'connecting' && reason === undefined)) return null
  if (state === 'closed') return <Closed connection={connection} onRetry={onRetry} />
  return (
    <Notice
      tone="warning"
      Icon={CloudOff}
      place="over"
      action={
        connection.nextTryAt !== undefined && (
          <button type="button" className={buttonClass('secondary', 'small')} onClick={onRetry}>
            Try now
          </button>
        )
      }
    >
      <p className="font-medium">
        <Progress connection={connection} />
      </p>
      <p className={hasDropped ? 'font-medium text-danger' : 'text-muted'}>
        {hasDropped ? 'What you typed was not sent.' : 'Your shells keep running. Keys are not sent meanwhile.'}
      </p>
      {reason?.code === 'socket.blocked' && (
        <p className="text-muted">
          {reason.message} {reason.action}
        </p>
      )}
    </Notice>
  )
}

function Progress({ connection: { state, nextTryAt, attempt } }: { connection: ConnectionView }) {
  if (attempt === 0) return 'The connection is back. Reaching for your shell.'
  const which = attempt > 1 ? ` (attempt ${attempt})` : ''
  return (
    <>
      {state === 'connecting' ? 'No connection to the server yet. ' : 'The connection is cut. '}
      {nextTryAt === undefined ? `Trying to connect${which}.` : <Countdown nextTryAt={nextTryAt} which={which} />}
    </>
  )
}

function Countdown({ nextTryAt, which }: { nextTryAt: number; which: string }) {
  const seconds = useCountdown(nextTryAt)
  // A screen reader must not announce a number every second.
  return (
    <span aria-live="off">
      Next try{which} {seconds === 0 ? 'now' : `in ${seconds} s`}.
    </span>
  )
}

function Closed({ connection: { reason }, onRetry }: Pick<ConnectionNoticeProps, 'connection' | 'onRetry'>) {
  if (reason === undefined) return null
  const needsReload = reason.code === 'terminal.protocol'
  return (
    <Notice
      tone="danger"
      Icon={Unplug}
      place="over"
      action={
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={needsReload ? () => location.reload() : onRetry}
        >
          {needsReload ? 'Reload the page' : 'Connect again'}
        </button>
      }
    >
      <p className="font-medium">{reason.message}</p>
      <p className="text-muted">{reason.action}</p>
    </Notice>
  )
}
