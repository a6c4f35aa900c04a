'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import type { QuestionView, QuizVerdictView } from '#protocol/quiz.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type Answer, emptyAnswer } from './answer.ts'

export interface QuestionControl {
  answer: Answer
  /** A changed answer has no verdict until it is sent. */
  change: (answer: Answer) => void
  verdict: QuizVerdictView | undefined
  isAsking: boolean
  error: KindlabError | undefined
  send: () => Promise<void>
}

export function useQuestion(question: QuestionView): QuestionControl {
  const { module, lesson } = useLesson()
  const [answer, setAnswer] = useState(() => emptyAnswer(question))
  const [verdict, setVerdict] = useState<QuizVerdictView>()
  const [error, setError] = useState<KindlabError>()
  const [isAsking, setAsking] = useState(false)
  const change = (next: Answer) => {
    setAnswer(next)
    setVerdict(undefined)
  }
  const send = async () => {
    setAsking(true)
    setError(undefined)
    try {
      const { quizApi } = await loadBrowserApi()
      setVerdict(await quizApi.judge({ module, lesson, question: question.id, answer: [...answer] }))
    } catch (thrown) {
      setError(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setAsking(false)
  }
  return { answer, change, verdict, isAsking, error, send }
}
