import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'

/** Runs a command on one node. */
export type NodeExec = (options: Pick<ExecOptions, 'argv' | 'timeoutMs'>) => Promise<ExecResult>

const TIMEOUT_MS = 10_000

/** Command that attaches to the shell of a terminal, and starts the shell if needed. `attach-header.ts` reads the first output, `docker-terminal.ts` the rest. */
export function attachArgv(terminal: string, token: string): string[] {
  return ['labsh', 'attach', terminal, token]
}

/** Reads the nonce of a terminal's running shell; undefined when no shell runs. */
export async function readShellNonce(exec: NodeExec, terminal: string): Promise<string | undefined> {
  const { exitCode, stdout } = await exec({ argv: ['labsh', 'info', terminal], timeoutMs: TIMEOUT_MS })
  return exitCode === 0 ? stdout.trim() : undefined
}

/**
 * Docker never ends a process when its stream is cut, so the attachment's processes (`labsh attach`, the relay's client) stay in the node.
 * Each attachment is a session of its own, and has a token as its last argument. $1: terminal, $2: token
 */
const HANG_UP = `for leader in $(pgrep -f "^/bin/bash /usr/local/bin/labsh attach $1 $2\\$"); do pkill -HUP -s "$leader"; done`

/** Ends one attachment; its shell keeps running. */
export async function hangUpAttachment(exec: NodeExec, terminal: string, token: string): Promise<void> {
  await exec({ argv: ['sh', '-c', HANG_UP, 'sh', terminal, token], timeoutMs: TIMEOUT_MS })
}

export async function endShell(exec: NodeExec, terminal: string): Promise<void> {
  await succeed(exec, ['labsh', 'end', terminal])
}

export async function listShells(exec: NodeExec): Promise<string[]> {
  const stdout = await succeed(exec, ['labsh', 'list'])
  return stdout.split('\n').filter((line) => line !== '')
}

export async function readFacts(exec: NodeExec): Promise<Readonly<Record<string, string>>> {
  const stdout = await succeed(exec, ['labsh', 'facts'])
  const pairs = stdout.split('\n').flatMap((line) => {
    const [, key, value] = /^(KINDLAB_[A-Z0-9_]+)=(.*)$/.exec(line) ?? []
    return key === undefined || value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(pairs)
}

async function succeed(exec: NodeExec, argv: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await exec({ argv, timeoutMs: TIMEOUT_MS })
  if (exitCode === 0) return stdout
  throw new KindlabError('terminal.failed', { detail: `${argv.join(' ')} ended with ${exitCode}: ${stderr.trim()}` })
}
