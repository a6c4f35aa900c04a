'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { QuestionView, QuizVerdictView } from '#protocol/quiz.ts'
import { call } from '../api/call.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type Answer, emptyAnswer } from './answer.ts'

export interface QuestionControl {
  answer: Answer
  change: (answer: Answer) => void
  /** Undefined until the server has graded the present answer. */
  verdict: QuizVerdictView | undefined
  isSending: boolean
  error: KindlabError | undefined
  send: () => Promise<void>
}

export function useQuestion(question: QuestionView): QuestionControl {
  const { module, lesson } = useLesson()
  const [answer, setAnswer] = useState(() => emptyAnswer(question))
  const [verdict, setVerdict] = useState<QuizVerdictView>()
  const [error, setError] = useState<KindlabError>()
  const [isSending, setSending] = useState(false)
  const change = (next: Answer) => {
    setAnswer(next)
    setVerdict(undefined)
  }
  const send = async () => {
    setSending(true)
    setError(undefined)
    try {
      const body = { module, lesson, question: question.id, answer: [...answer] }
      setVerdict(await call('quiz.answer', { body }))
    } catch (thrown) {
      setError(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setSending(false)
  }
  return { answer, change, verdict, isSending, error, send }
}
