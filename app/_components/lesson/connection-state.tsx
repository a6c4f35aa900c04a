'use client'
import { useSyncExternalStore } from 'react'
import type { LabTerminals } from '../terminal/lab-terminals.ts'

const WORDS = { connecting: 'Connecting', reconnecting: 'Reconnecting', closed: 'Disconnected' } as const

/** Whether the terminals are reached, and how fast. */
export function ConnectionState({ terminals }: { terminals: LabTerminals }) {
  const { state, latencyMs } = useSyncExternalStore(terminals.subscribe, terminals.getSnapshot).connection
  if (state !== 'open') return <span className="font-medium text-warning">{WORDS[state]}</span>
  if (latencyMs === undefined) return null
  return (
    <span className="hidden tabular-nums text-muted sm:inline" title="Time to the server and back">
      {Math.max(1, Math.round(latencyMs))} ms
    </span>
  )
}
