import { KindlabError } from '#protocol/errors.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const TIMEOUT_MS = 15_000

/** Gives root on the worker the control plane's kubeconfig, so that kubectl works in either terminal. Streamed, never copied by Docker. */
export async function shareKubeconfig(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  if (!sandbox.nodes.some(({ id }) => id === 'worker')) return
  const options = { timeoutMs: TIMEOUT_MS, signal }
  const read = await sandbox.exec({ node: 'control-plane', argv: ['cat', '/etc/kubernetes/admin.conf'], ...options })
  const written = await sandbox.exec({ node: 'worker', argv: ['labsh', 'kubeconfig'], stdin: read.stdout, ...options })
  if (read.exitCode !== 0 || written.exitCode !== 0) {
    throw new KindlabError('sandbox.boot_failed', {
      detail: `kubeconfig for the worker: ${read.stderr}${written.stderr}`.trim(),
    })
  }
}
