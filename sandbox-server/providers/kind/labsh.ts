import { KindlabError } from '#protocol/errors.ts'
import type { ExecOptions, ExecResult } from '#server/providers/provider.ts'

/** Runs a command on one node. */
export type NodeExec = (options: Pick<ExecOptions, 'argv' | 'timeoutMs'>) => Promise<ExecResult>

export interface ShellInfo {
  shellPid: number
  markNonce: string
}

const TIMEOUT_MS = 10_000
/** More than the node takes to give up by itself. */
const START_TIMEOUT_MS = 20_000

/** The command in the node image that keeps shells, as far as it is asked questions. `labsh attach` is `docker-terminal.ts`'s. */
export function attachArgv(terminal: string): string[] {
  return ['labsh', 'attach', terminal]
}

/** The running shell of a terminal, undefined when there is none. */
export async function shellInfo(exec: NodeExec, terminal: string): Promise<ShellInfo | undefined> {
  return readInfo(await exec({ argv: ['labsh', 'info', terminal], timeoutMs: TIMEOUT_MS }))
}

/** Asks again and again within the node, where that costs nothing: each exec is a tenth of a second of the learner's. $1: terminal */
const UNTIL_STARTED = 'for _ in $(seq 250); do labsh info "$1" && exit; sleep 0.02; done; exit 1'

/** The shell of a terminal that is being attached to. */
export async function startedShell(exec: NodeExec, terminal: string): Promise<ShellInfo> {
  const info = readInfo(await exec({ argv: ['sh', '-c', UNTIL_STARTED, 'sh', terminal], timeoutMs: START_TIMEOUT_MS }))
  if (info === undefined) throw new KindlabError('terminal.failed', { detail: `shell ${terminal} did not start` })
  return info
}

function readInfo({ exitCode, stdout }: ExecResult): ShellInfo | undefined {
  const [, pid, nonce] = /^(\d+) ([0-9a-f]{32})$/.exec(stdout.trim()) ?? []
  if (exitCode !== 0 || pid === undefined || nonce === undefined) return undefined
  return { shellPid: Number(pid), markNonce: nonce }
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
