'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/errors.ts'
import type { SolutionView } from '#protocol/progress.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLab } from '../lab/use-lab.ts'

export interface SolutionControl {
  solution: SolutionView | undefined
  /** The server says that the learner has not tried yet: it waits for the learner to insist. */
  isUntried: boolean
  isAsking: boolean
  error: KindlabError | undefined
  ask: (isInsisted: boolean) => Promise<void>
  dismiss: () => void
}

export function useSolution(step: string): SolutionControl {
  const { lab } = useLab()
  const [solution, setSolution] = useState<SolutionView>()
  const [error, setError] = useState<KindlabError>()
  const [isAsking, setAsking] = useState(false)
  const ask = async (isInsisted: boolean) => {
    if (lab === null) return
    setAsking(true)
    setError(undefined)
    try {
      const { stepApi } = await loadBrowserApi()
      setSolution(await stepApi.revealSolution(lab.id, { step, generation: lab.generation, isInsisted }))
    } catch (thrown) {
      setError(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setAsking(false)
  }
  const isUntried = error?.code === 'solution.not_tried'
  return {
    solution,
    isUntried,
    isAsking,
    error: isUntried ? undefined : error,
    ask,
    dismiss: () => setError(undefined),
  }
}
