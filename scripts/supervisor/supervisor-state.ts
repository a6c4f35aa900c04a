/** The state file of scripts/supervisor/supervise.sh. */
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { formatAge } from './format-age.ts'

/** Exit code of a server with wrong settings: sandbox-server/main.ts. A restart cannot repair it. */
export const EXIT_CONFIG = 78

const SupervisorState = z.object({
  /** `waiting`: for the next start. `stopped`: by a request, or because the server ended without an error. */
  state: z.enum(['running', 'waiting', 'gave_up', 'stopped']),
  /** Process ids; the server has none unless it is running. */
  supervisor: z.number().int(),
  server: z.number().int(),
  /** Start of the current or last server. */
  startedMs: z.number(),
  restarts: z.number().int(),
  /** The last end that the supervisor did not ask for. 128 and more: by the signal with this number above 128. */
  lastExit: z.nullable(z.object({ code: z.number().int(), atMs: z.number() })),
})
export type SupervisorState = z.infer<typeof SupervisorState>

/** Undefined if there is no file. */
export async function readSupervisorState(path: string): Promise<SupervisorState | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    return SupervisorState.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** For the operator, without a full stop. */
export function describeState(
  { state, server, startedMs, restarts, lastExit }: SupervisorState,
  nowMs: number,
): string {
  const last = lastExit === null ? '' : `${describeExit(lastExit.code)} ${formatAge(nowMs - lastExit.atMs)} ago`
  const times = restarts === 1 ? 'once' : `${restarts} times`
  switch (state) {
    case 'running': {
      const running = `process ${server}, running for ${formatAge(nowMs - startedMs)}`
      return restarts === 0 ? running : `${running}, started again ${times}; it last ended by ${last}`
    }
    case 'waiting':
      return `ended by ${last}; it starts again within 30 s`
    case 'gave_up':
      return `not started again: it ended by ${last}`
    case 'stopped':
      return 'stopped'
    default:
      return state satisfies never
  }
}

export function describeExit(code: number): string {
  if (code === EXIT_CONFIG) return `wrong settings (exit code ${code})`
  if (code === 70) return `an error in the server (exit code ${code})`
  if (code === 137) return 'SIGKILL (by an operator, or because the memory was used up)'
  if (code > 128) return `signal ${code - 128}`
  return `exit code ${code}`
}
