'use client'
import { useState } from 'react'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { SolutionView } from '#protocol/progress.ts'
import { call } from '../api/call.ts'
import { useLab } from '../lab/use-lab.ts'

export interface SolutionControl {
  solution: SolutionView | undefined
  /** The server answered that the learner has not tried yet: the learner may insist. */
  isUntried: boolean
  isSending: boolean
  error: KindlabError | undefined
  reveal: (isInsisted: boolean) => Promise<void>
  dismiss: () => void
}

export function useSolution(step: string): SolutionControl {
  const { lab } = useLab()
  const [solution, setSolution] = useState<SolutionView>()
  const [error, setError] = useState<KindlabError>()
  const [isSending, setSending] = useState(false)
  const reveal = async (isInsisted: boolean) => {
    if (lab === null) return
    setSending(true)
    setError(undefined)
    try {
      const body = { step, generation: lab.generation, isInsisted }
      setSolution(await call('solution.read', { id: lab.id, body }))
    } catch (thrown) {
      setError(thrown instanceof KindlabError ? thrown : new KindlabError('internal', { cause: thrown }))
    }
    setSending(false)
  }
  const isUntried = error?.code === 'solution.not_tried'
  return {
    solution,
    isUntried,
    isSending,
    error: isUntried ? undefined : error,
    reveal,
    dismiss: () => setError(undefined),
  }
}
