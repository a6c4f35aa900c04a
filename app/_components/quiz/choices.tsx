'use client'
import { Check, X } from 'lucide-react'
import type { QuestionView, QuizVerdictView } from '#protocol/quiz.ts'
import { InlineText } from '../site/inline-text.tsx'
import { withChoice } from './answer.ts'
import type { QuestionControl } from './use-question.ts'

export interface ChoicesProps {
  question: QuestionView
  control: QuestionControl
}

/** Radio buttons or check boxes; after an answer, each chosen one shows why it is right or wrong. */
export function Choices({ question, control: { answer, change, verdict } }: ChoicesProps) {
  return (
    <ul className="space-y-1">
      {question.choices.map(({ id, text }) => (
        <li key={id}>
          <label className="flex cursor-pointer gap-3 rounded-md px-2 py-1.5 -mx-2 hover:bg-text/5">
            <input
              type={question.kind === 'single' ? 'radio' : 'checkbox'}
              name={question.id}
              checked={answer.includes(id)}
              onChange={() => change(withChoice(question.kind, answer, id))}
              className="mt-[5px] size-4 shrink-0 accent-accent"
            />
            <span>
              <InlineText>{text}</InlineText>
              <Reason reason={verdict?.reasons.find(({ choice }) => choice === id)} />
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

function Reason({ reason }: { reason: QuizVerdictView['reasons'][number] | undefined }) {
  if (reason === undefined) return null
  const Icon = reason.isRight ? Check : X
  return (
    <span className="mt-0.5 flex gap-1.5 text-sm text-muted">
      <Icon
        size={15}
        className={`mt-[3px] shrink-0 ${reason.isRight ? 'text-success' : 'text-danger'}`}
        aria-label={reason.isRight ? 'right' : 'wrong'}
      />
      <span>
        <InlineText>{reason.why}</InlineText>
      </span>
    </span>
  )
}
