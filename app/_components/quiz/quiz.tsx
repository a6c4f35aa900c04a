'use client'
import { clsx } from 'clsx'
import type { QuestionView } from '#protocol/quiz.ts'
import { ErrorText } from '../site/error-text.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { InlineText } from '../site/inline-text.tsx'
import { buttonClass } from '../site/button.ts'
import { isAnswered } from './answer.ts'
import { Choices } from './choices.tsx'
import { OrderedChoices } from './ordered-choices.tsx'
import { useQuestion } from './use-question.ts'
import { Verdict } from './verdict.tsx'

const ASKS = {
  single: 'Choose one',
  several: 'Choose all that are right',
  order: 'Bring into order',
  text: 'Write it down',
} as const

/** A question of the lesson. The server knows the right answer and grades what the learner sends. */
export function Quiz({ id }: { id: string }) {
  const question = useLesson().questions.find((each) => each.id === id)
  return question === undefined ? null : <QuestionForm question={question} />
}

function QuestionForm({ question }: { question: QuestionView }) {
  const control = useQuestion(question)
  const { verdict, answer, isSending, error } = control
  return (
    <form
      className={clsx(
        'set not-prose rounded-lg border p-5 text-[15px] transition-colors',
        verdict?.isRight === true ? 'border-success/60 bg-success-soft' : 'border-line bg-surface',
      )}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSending) void control.send()
      }}
    >
      <fieldset className="min-w-0">
        <legend className="text-[1.0625rem] font-medium leading-snug">
          <InlineText>{question.question}</InlineText>
        </legend>
        <p className="mt-1 text-sm text-faint">{ASKS[question.kind]}</p>
        <div className="mt-3">
          {question.kind === 'text' && <TextAnswer control={control} />}
          {question.kind === 'order' && <OrderedChoices question={question} control={control} />}
          {(question.kind === 'single' || question.kind === 'several') && (
            <Choices question={question} control={control} />
          )}
        </div>
      </fieldset>
      <div aria-live="polite">
        <Verdict question={question} verdict={verdict} />
        {error !== undefined && <ErrorText error={error} />}
      </div>
      {verdict?.isRight !== true && (
        <button
          type="submit"
          disabled={!isAnswered(answer)}
          className={clsx('mt-4', buttonClass('secondary', 'small'))}
        >
          Check answer
        </button>
      )}
    </form>
  )
}

function TextAnswer({ control: { answer, change } }: { control: ReturnType<typeof useQuestion> }) {
  return (
    <input
      type="text"
      aria-label="Your answer"
      value={answer[0] ?? ''}
      maxLength={200}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => change([event.target.value])}
      className="h-10 w-full max-w-sm rounded-md border border-line-strong bg-canvas px-3 font-mono text-sm"
    />
  )
}
