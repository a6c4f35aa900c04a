import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { AWAKE_LIMIT_SECONDS, HOLD, RELEASE_CONTROL_PLANE, RELEASE_WORKER } from './freezing-scripts.ts'
import { type KindNode, listNodes } from './kind-sandbox.ts'
import { objectName } from './labels.ts'

/** Two renewals of a lease take 4 s at most; a busy machine needs longer. */
const HOLD_LIMIT_MS = 30_000
const SCRIPT_LIMIT_MS = 10_000
/** The script ends at its own time limit without an error, so the exec must end after it. */
const AWAKE_LIMIT_MS = AWAKE_LIMIT_SECONDS * 1000 + SCRIPT_LIMIT_MS

/** Freezes all nodes. `freezing-scripts.ts` says why some processes are held before. */
export async function freezeSandbox(engine: Engine, sandboxId: string, signal: AbortSignal): Promise<void> {
  const nodes = await listNodes(engine, objectName(sandboxId))
  if (nodes.length === 0) throw new KindlabError('sandbox.gone', { detail: sandboxId })
  for (const node of nodes) {
    await runScript(engine, node, { script: HOLD, args: [node.id], timeoutMs: HOLD_LIMIT_MS, signal })
  }
  signal.throwIfAborted()
  await eachNode(nodes, ({ containerId }) => engine.pauseContainer(containerId))
}

/** Thaws all nodes at once, then releases the held processes in their order. */
export async function thawSandbox(engine: Engine, sandboxId: string, onRunning: () => void): Promise<void> {
  const nodes = await listNodes(engine, objectName(sandboxId))
  await eachNode(nodes, ({ containerId }) => engine.unpauseContainer(containerId))
  onRunning()
  await eachNode(nodes, async (node) => {
    const script = node.id === 'control-plane' ? RELEASE_CONTROL_PLANE : RELEASE_WORKER
    const args = [String(nodes.length)]
    await runScript(engine, node, { script, args, timeoutMs: AWAKE_LIMIT_MS }).catch(ignoreStopped)
  })
}

interface Script {
  script: string
  args: readonly string[]
  timeoutMs: number
  signal?: AbortSignal
}

async function runScript(engine: Engine, node: KindNode, { script, args, ...limits }: Script): Promise<void> {
  const argv = ['bash', '-c', script, 'bash', ...args]
  await execInNode(engine, node.containerId, { node: node.id, argv, ...limits })
}

/** Waits for every request, so that none is carried out after the caller has continued. */
async function eachNode(nodes: readonly KindNode[], run: (node: KindNode) => Promise<void>): Promise<void> {
  const done = await Promise.allSettled(nodes.map(run))
  for (const outcome of done) if (outcome.status === 'rejected') throw outcome.reason
}

/** A node that stopped has no processes to release. A node that is too slow releases them later. */
function ignoreStopped(error: unknown): void {
  if (error instanceof KindlabError && (error.code === 'sandbox.gone' || error.code === 'exec.timeout')) return
  throw error
}
