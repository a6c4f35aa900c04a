import { loadTerminalPanel } from '../terminal/loaded-panel.tsx'

/** Fetches the code of the terminals ahead, beside what the server is being asked. Whoever needs it tells when it cannot be had. */
export function prepareTerminals(): void {
  const parts = [import('../terminal/lab-terminals.ts'), loadTerminalPanel()]
  void Promise.allSettled(parts)
}
