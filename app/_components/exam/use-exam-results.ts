'use client'
import { useEffect, useState } from 'react'
import type { ExamResultView } from '#protocol/exam-result.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { call } from '../api/call.ts'
import { useLab } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

export interface KnownResults {
  /** Results of the exam of this page, the latest first. */
  results: readonly ExamResultView[]
  error: KindlabError | undefined
}

/** Fetches the results once the learner is known, and again when a lab starts to end. */
export function useExamResults(): KnownResults {
  const { module, lesson } = useLesson()
  const { session, lab } = useLab()
  const [known, setKnown] = useState<KnownResults>({ results: [], error: undefined })
  const isOver = lab?.state === 'ending' || lab?.state === 'ended'
  const occasion = session.state === 'ready' ? (isOver ? 'lab over' : 'page open') : undefined
  useEffect(() => {
    let isUnmounted = false
    const load = async () => {
      const found = await loadResults()
      if (!isUnmounted) setKnown(found)
    }
    if (occasion !== undefined) void load()
    return () => {
      isUnmounted = true
    }
  }, [occasion])
  return { ...known, results: known.results.filter((each) => each.module === module && each.lesson === lesson) }
}

async function loadResults(): Promise<KnownResults> {
  try {
    const { results } = await call('exam.results', {})
    return { results, error: undefined }
  } catch (thrown) {
    return { results: [], error: thrown instanceof KindlabError ? thrown : new KindlabError('internal') }
  }
}
