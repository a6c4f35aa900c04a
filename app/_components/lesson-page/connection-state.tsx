'use client'
import { useStore } from '../store/use-store.ts'
import type { LabTerminals } from '../terminal/session/lab-terminals.ts'

const WORDS = { connecting: 'Connecting', reconnecting: 'Reconnecting', closed: 'Disconnected' } as const

/** The state of the connection to the terminals, and its round-trip time. */
export function ConnectionState({ terminals }: { terminals: LabTerminals }) {
  const { state, latencyMs } = useStore(terminals).connection
  if (state !== 'open') return <span className="font-medium text-warning">{WORDS[state]}</span>
  if (latencyMs === undefined) return null
  return (
    <span className="hidden tabular-nums text-muted sm:inline" title="Time to the server and back">
      {Math.max(1, Math.round(latencyMs))} ms
    </span>
  )
}
