import { Check, X } from 'lucide-react'
import type { QuestionView, QuizVerdictView } from '#protocol/quiz.ts'
import { InlineText } from '../site/inline-text.tsx'

export interface VerdictProps {
  question: QuestionView
  verdict: QuizVerdictView | undefined
}

/** Right or wrong, and the reasons that belong to no single choice. */
export function Verdict({ question, verdict }: VerdictProps) {
  if (verdict === undefined) return null
  const Icon = verdict.isRight ? Check : X
  const isPartly = question.kind === 'several' && verdict.reasons.some(({ isRight }) => isRight)
  const wrong = isPartly ? 'Not quite: something is missing, or too much.' : 'Not yet. Try again.'
  return (
    <div className="mt-3">
      <p className={`flex items-center gap-2 font-medium ${verdict.isRight ? 'text-success' : 'text-danger'}`}>
        <Icon size={17} strokeWidth={2.25} aria-hidden />
        {verdict.isRight ? 'Right' : wrong}
      </p>
      {verdict.reasons
        .filter(({ choice }) => choice === undefined)
        .map(({ why }) => (
          <p key={why} className="mt-1 text-muted">
            <InlineText>{why}</InlineText>
          </p>
        ))}
    </div>
  )
}
