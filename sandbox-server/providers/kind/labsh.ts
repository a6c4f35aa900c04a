import { KindlabError } from '#protocol/errors.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'

/** Runs a command on one node. */
export type NodeExec = (options: Pick<ExecOptions, 'argv' | 'timeoutMs'>) => Promise<ExecResult>

const TIMEOUT_MS = 10_000
/** Attaches to the shell of a terminal, which is started if it does not run. `announcement.ts` reads what comes first, `docker-terminal.ts` the rest. */
export function attachArgv(terminal: string, token: string): string[] {
  return ['labsh', 'attach', terminal, token]
}

/** The nonce of a terminal's running shell, undefined when there is none. */
export async function runningShell(exec: NodeExec, terminal: string): Promise<string | undefined> {
  const { exitCode, stdout } = await exec({ argv: ['labsh', 'info', terminal], timeoutMs: TIMEOUT_MS })
  return exitCode === 0 ? stdout.trim() : undefined
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
