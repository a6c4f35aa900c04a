import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const TIMEOUT_MS = 15_000

/**
 * Copies kubeadm's kubeconfigs to the nodes: `admin.conf` to root on the worker, so that kubectl works on both nodes, and `super-admin.conf` to
 * each node for the server's own commands. The latter needs no rule of RBAC, so a learner who deletes rules changes no check.
 */
export async function shareKubeconfig(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const run = async (node: NodeId, argv: readonly string[], stdin = ''): Promise<string> => {
    const { exitCode, stdout, stderr } = await sandbox.exec({ node, argv, stdin, timeoutMs: TIMEOUT_MS, signal })
    if (exitCode === 0) return stdout
    throw new KindlabError('sandbox.boot_failed', { detail: `${argv.join(' ')} on ${node}: ${stderr.trim()}` })
  }
  const keys = await run('control-plane', ['cat', '/etc/kubernetes/super-admin.conf'])
  for (const { id } of sandbox.nodes) await run(id, ['labsh', 'keys'], keys)
  if (!sandbox.nodes.some(({ id }) => id === 'worker')) return
  await run('worker', ['labsh', 'kubeconfig'], await run('control-plane', ['cat', '/etc/kubernetes/admin.conf']))
}
