'use client'
import type { TerminalPanel, TerminalPanelProps } from './terminal-panel.tsx'

let Panel: typeof TerminalPanel | undefined

export async function loadTerminalPanel(): Promise<void> {
  Panel ??= (await import('./terminal-panel.tsx')).TerminalPanel
}

/**
 * The terminals of a lab; who makes the connection loads their code too. Without Suspense, because React keeps a fallback on the screen for 300 ms,
 * however soon the code comes.
 */
export function LoadedTerminalPanel(props: TerminalPanelProps) {
  return Panel === undefined ? null : <Panel {...props} />
}
