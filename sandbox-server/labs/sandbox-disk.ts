import type { Sandbox, SandboxNode } from '#server/providers/provider.ts'

/** A clone has a disk of its own. In a node that kind made, `/` is the disk of the machine, so files are counted. */
const MEASURE = `if [ -n "\${KINDLAB_DISK:-}" ]; then df --output=used --block-size=1 / | tail -1
else du --summarize --one-file-system --block-size=1 /var | cut -f1; fi`
const TIMEOUT_MS = 20_000

/** How many bytes the nodes of a sandbox have written. A node that does not answer counts as 0. */
export async function measureSandboxDisk(sandbox: Sandbox): Promise<number> {
  const used = await Promise.all(sandbox.nodes.map((node) => measureNode(sandbox, node)))
  return used.reduce((sum, bytes) => sum + bytes, 0)
}

async function measureNode(sandbox: Sandbox, { id: node }: SandboxNode): Promise<number> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const { stdout } = await sandbox.exec({ node, argv: ['bash', '-c', MEASURE], timeoutMs: TIMEOUT_MS, signal })
    return Number.parseInt(stdout, 10) || 0
  } catch {
    return 0
  }
}
