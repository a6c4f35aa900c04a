import type { NodeExec } from './labsh.ts'

const TIMEOUT_MS = 10_000

/**
 * Docker never ends a process because its stream was cut: the viewer's side of a shell (`labsh attach`, dtach's client) stays behind in the node until
 * the next one attaches. Each attachment is its own session and has a token as its last argument, which names it here. $1: terminal, $2: token
 */
const HANG_UP = `for leader in $(pgrep -f "^/bin/bash /usr/local/bin/labsh attach $1 $2\\$"); do pkill -HUP -s "$leader"; done`

/** Ends one attachment; the shell runs on. */
export async function hangUpAttachment(exec: NodeExec, terminal: string, token: string): Promise<void> {
  await exec({ argv: ['sh', '-c', HANG_UP, 'sh', terminal, token], timeoutMs: TIMEOUT_MS })
}
