import { KindlabError } from '#protocol/kindlab-error.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'

const TIMEOUT_MS = 20_000

/**
 * Whether every node of the sandbox is Ready.
 * @throws KindlabError `docker.unavailable`: the health is unknown
 */
export async function isSandboxHealthy(
  provider: SandboxProvider,
  sandboxId: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const sandbox = await provider.open(sandboxId)
    const { exitCode } = await sandbox.exec({
      node: 'control-plane',
      argv: ['kubectl', 'wait', 'nodes', '--all', '--for=condition=Ready', '--timeout=10s'],
      timeoutMs: TIMEOUT_MS,
      signal,
    })
    return exitCode === 0
  } catch (error) {
    if (error instanceof KindlabError && (error.code === 'sandbox.gone' || error.code === 'exec.timeout')) return false
    throw error
  }
}
