'use client'
import { useEffect, useState } from 'react'
import type { ExamResultView } from '#protocol/exam-result.ts'
import { KindlabError } from '#protocol/errors.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

export interface KnownResults {
  /** Of the exam of this page, the latest first. */
  results: readonly ExamResultView[]
  error: KindlabError | undefined
}

/** Asked for when the page knows the learner, and again whenever a lab begins to end. */
export function useExamResults(): KnownResults {
  const { module, lesson } = useLesson()
  const { session, lab } = useLab()
  const [known, setKnown] = useState<KnownResults>({ results: [], error: undefined })
  const isOver = lab?.state === 'ending' || lab?.state === 'ended'
  const occasion = session.state === 'ready' ? (isOver ? 'lab over' : 'page open') : undefined
  useEffect(() => {
    let isGone = false
    const ask = async () => {
      const found = await loadResults()
      if (!isGone) setKnown(found)
    }
    if (occasion !== undefined) void ask()
    return () => {
      isGone = true
    }
  }, [occasion])
  return { ...known, results: known.results.filter((each) => each.module === module && each.lesson === lesson) }
}

async function loadResults(): Promise<KnownResults> {
  try {
    const { examApi } = await loadBrowserApi()
    return { results: await examApi.results(), error: undefined }
  } catch (thrown) {
    return { results: [], error: thrown instanceof KindlabError ? thrown : new KindlabError('internal') }
  }
}
