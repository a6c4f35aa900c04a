import { ERRORS, type KindlabError } from '#protocol/errors.ts'
import { InlineText } from '../mdx/inline-text.tsx'

/** A failure in the learner's words: what is the matter, and the way out. */
export function ErrorText({ error }: { error: KindlabError }) {
  const { message, action } = ERRORS[error.code]
  return (
    <div className="rounded-md border border-danger/40 bg-danger-soft px-3.5 py-2.5 text-sm text-text">
      <p className="font-medium">{message}</p>
      <p className="mt-0.5 text-muted">
        <InlineText>{action}</InlineText>
      </p>
      {error.detail !== undefined && <p className="mt-1.5 font-mono text-xs text-muted">{error.detail}</p>}
    </div>
  )
}
