import type { NodeExec } from './labsh.ts'

const TIMEOUT_MS = 10_000

/**
 * Docker never ends a process because its stream was cut: the viewer's side of a shell (`labsh attach`, dtach's client) stays behind in the node.
 * Each attachment is its own session and has a token as its last argument, which names it here. $1: terminal, $2: token or a pattern for any.
 */
const HANG_UP = `for leader in $(pgrep -f "^/bin/bash /usr/local/bin/labsh attach $1 $2\\$"); do pkill -HUP -s "$leader"; done`

/** Ends one attachment; the shell runs on. */
export async function hangUpAttachment(exec: NodeExec, terminal: string, token: string): Promise<void> {
  await exec({ argv: ['sh', '-c', HANG_UP, 'sh', terminal, token], timeoutMs: TIMEOUT_MS })
}

/** Ends the attachments that a server before us, or a stream that was cut, left behind. */
export async function hangUpStrays(exec: NodeExec, terminal: string): Promise<void> {
  await hangUpAttachment(exec, terminal, '[0-9a-f]*')
}
