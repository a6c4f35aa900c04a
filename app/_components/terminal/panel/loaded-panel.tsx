'use client'
import type { TerminalPanel, TerminalPanelProps } from './terminal-panel.tsx'

let Panel: typeof TerminalPanel | undefined

export async function loadTerminalPanel(): Promise<void> {
  Panel ??= (await import('./terminal-panel.tsx')).TerminalPanel
}

/**
 * The terminals of a lab. The code that opens the connection calls `loadTerminalPanel` first. Not React.lazy, because React shows a Suspense
 * fallback for at least 300 ms.
 */
export function LoadedTerminalPanel(props: TerminalPanelProps) {
  return Panel === undefined ? null : <Panel {...props} />
}
