'use client'
import { useState } from 'react'
import { isErrorCode, KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

export interface ExamControl {
  /** How far the exam of this page is; undefined without a cluster. */
  exam: ExamView | undefined
  /** The server is at something, or was just asked. */
  isBusy: boolean
  failure: KindlabError | undefined
  openTask: (task: string) => Promise<void>
  handIn: () => Promise<void>
}

export function useExam(): ExamControl {
  const situation = situationOf(useLab(), useLesson())
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<KindlabError>()
  const ask = async (send: (api: ExamApi, of: { id: string; generation: number }) => Promise<void>) => {
    if (lab === undefined) return
    setAsking(true)
    setRefusal(undefined)
    try {
      await send((await loadBrowserApi()).examApi, lab)
    } catch (thrown) {
      setRefusal(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setAsking(false)
  }
  return {
    exam: lab?.exam,
    isBusy: isAsking || lab?.exam?.state === 'preparing' || lab?.exam?.state === 'judging',
    failure: refusal ?? failureOf(lab?.exam),
    openTask: (task) => ask((api, { id, generation }) => api.openTask(id, { task, generation })),
    handIn: () => ask((api, { id, generation }) => api.handIn(id, { generation })),
  }
}

type ExamApi = Awaited<ReturnType<typeof loadBrowserApi>>['examApi']

function failureOf(exam: ExamView | undefined): KindlabError | undefined {
  if (exam?.failure === undefined) return undefined
  return new KindlabError(isErrorCode(exam.failure) ? exam.failure : 'internal')
}
