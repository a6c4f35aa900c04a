'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExamView } from '#protocol/exam.ts'
import { call } from '../api/call.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type ExamRequest, failureAt } from './task-state.ts'

export interface ExamControl {
  /** The state of the exam of this page; undefined without a cluster. */
  exam: ExamView | undefined
  /** The server prepares or leaves a task, or the page has just sent a request. */
  isBusy: boolean
  /** Why a request was refused or failed; at the current task, also for requests made elsewhere. */
  failure: KindlabError | undefined
  /** False: the server refused. */
  openTask: (task: string) => Promise<boolean>
  handIn: () => Promise<void>
}

/** For one task, or without `task` for the current one. */
export function useExam(task?: string): ExamControl {
  const situation = situationOf(useLab(), useLesson())
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const [isSending, setSending] = useState(false)
  const [request, setRequest] = useState<ExamRequest>()
  const sendRequest = async (send: (of: { id: string; generation: number }) => Promise<unknown>) => {
    if (lab === undefined) return false
    const at = lab.exam?.task
    setSending(true)
    setRequest(undefined)
    try {
      await send(lab)
      setRequest({ at })
      return true
    } catch (thrown) {
      const refusal = thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown })
      setRequest({ at, refusal })
      return false
    } finally {
      setSending(false)
    }
  }
  return {
    exam: lab?.exam,
    isBusy: isSending || lab?.exam?.state === 'preparing' || lab?.exam?.state === 'grading',
    failure: lab?.exam && failureAt(task ?? lab.exam.task, lab.exam, request),
    openTask: (wanted) =>
      sendRequest(({ id, generation }) => call('exam.open', { id, body: { task: wanted, generation } })),
    handIn: async () =>
      void (await sendRequest(({ id, generation }) => call('exam.hand_in', { id, body: { generation } }))),
  }
}
