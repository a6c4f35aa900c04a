'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { type Asked, failureAt } from './task-state.ts'

export interface ExamControl {
  /** How far the exam of this page is; undefined without a cluster. */
  exam: ExamView | undefined
  /** The server is at something, or was just asked. */
  isBusy: boolean
  /** Why what was asked here was refused or came to nothing; at the task at hand, also what was asked elsewhere. */
  failure: KindlabError | undefined
  openTask: (task: string) => Promise<void>
  handIn: () => Promise<void>
}

/** For one task, or else for the task at hand. */
export function useExam(task?: string): ExamControl {
  const situation = situationOf(useLab(), useLesson())
  const lab = situation.kind === 'ready' ? situation.lab : undefined
  const [isAsking, setAsking] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const ask = async (send: (api: ExamApi, of: { id: string; generation: number }) => Promise<void>) => {
    if (lab === undefined) return
    const at = lab.exam?.task
    setAsking(true)
    setAsked(undefined)
    try {
      await send((await loadBrowserApi()).examApi, lab)
      setAsked({ at })
    } catch (thrown) {
      const refusal = thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown })
      setAsked({ at, refusal })
    }
    setAsking(false)
  }
  return {
    exam: lab?.exam,
    isBusy: isAsking || lab?.exam?.state === 'preparing' || lab?.exam?.state === 'judging',
    failure: lab?.exam && failureAt(task ?? lab.exam.task, lab.exam, asked),
    openTask: (wanted) => ask((api, { id, generation }) => api.openTask(id, { task: wanted, generation })),
    handIn: () => ask((api, { id, generation }) => api.handIn(id, { generation })),
  }
}

type ExamApi = Awaited<ReturnType<typeof loadBrowserApi>>['examApi']
