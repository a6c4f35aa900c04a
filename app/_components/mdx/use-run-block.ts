'use client'
import { useState } from 'react'
import type { NodeId } from '#protocol/node-id.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import type { RunOutcome } from '../terminal/channel/run-request.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

export type WhenBusy = 'interrupt' | 'insert' | 'new-terminal'

/** The outcome of the last click on Run. */
export type RunState = 'idle' | 'sending' | RunOutcome | 'no-lab'

export interface RunBlockControl {
  run: RunState
  start: (whenBusy?: WhenBusy) => Promise<void>
  dismiss: () => void
}

export function useRunBlock(id: string, node: NodeId): RunBlockControl {
  const lab = useLab()
  const { kind } = situationOf(lab, useLesson())
  const [run, setRun] = useState<RunState>('idle')
  // The line offered a lab, and now there is one.
  if (run === 'no-lab' && kind === 'ready') setRun('idle')
  const start = async (whenBusy?: WhenBusy) => {
    if (run === 'sending') return
    if (kind !== 'ready' || lab.connection === null) return setRun('no-lab')
    setRun('sending')
    setRun(await lab.connection.run(id, node, whenBusy))
  }
  return { run, start, dismiss: () => setRun('idle') }
}
