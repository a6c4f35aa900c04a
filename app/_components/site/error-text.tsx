import { ERRORS } from '#protocol/error-catalogue.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { formatTime } from '../time/words.ts'
import { InlineText } from './inline-text.tsx'

/** The message of an error, and what the learner can do. */
export function ErrorText({ error }: { error: KindlabError }) {
  const { message, action } = ERRORS[error.code]
  return (
    <div className="rounded-md border border-danger/40 bg-danger-soft px-3.5 py-2.5 text-sm text-text">
      <p className="font-medium">{message}</p>
      <p className="mt-0.5 text-muted">
        <InlineText>{action}</InlineText>
      </p>
      {error.retryAt !== undefined && (
        <p className="mt-0.5 text-muted">The next attempt is possible at {formatTime(error.retryAt)}.</p>
      )}
      {error.detail !== undefined && <p className="mt-1.5 font-mono text-xs text-muted">{error.detail}</p>}
    </div>
  )
}
